package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** {@code observatory version}. A server that does not answer is no error. */
@Command(name = "version", description = "Shows the version of this program and, if it answers, of the server.")
final class VersionCommand extends ReportCommand {

    @Override
    JsonNode ask(Api api) {
        ObjectNode versions = JsonNodeFactory.instance.objectNode();
        versions.put("cli", Version.ofThisProgram());
        try {
            versions.set("server", api.get("/version").path("version"));
        } catch (UnansweredException e) {
            versions.putNull("server");
        }
        return versions;
    }

    @Override
    String text(JsonNode versions, Ansi ansi) {
        String server = versions.path("server").asText();
        return "observatory " + versions.path("cli").asText()
                + (server.isEmpty() || versions.path("server").isNull()
                        ? "\nserver      does not answer"
                        : "\nserver      " + server);
    }
}
