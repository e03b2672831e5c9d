package org.nostrobservatory.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.nostrobservatory.web.api.Parameters;

/**
 * The parameters in the address of the page, in whatever way the page is asked for: {@code <o:poll/>} sends them along,
 * because what a form sends goes to an address without them.
 */
@Named("address")
@RequestScoped
public class Address {

    /** Before the name of a parameter that comes with a form. */
    static final String PREFIX = "address:";

    private static final int MAX_PARAMETERS = 20;
    private static final int MAX_LENGTH = 500;

    private Map<String, String> parameters;

    protected Address() {}

    @Inject
    Address(HttpServletRequest request) {
        this(request.getMethod(), request.getParameterMap());
    }

    Address(String method, Map<String, String[]> request) {
        boolean form = method.equals("POST");
        Map<String, String> found = new LinkedHashMap<>();
        request.forEach((name, values) -> {
            String own = form && name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
            boolean wanted = form == name.startsWith(PREFIX) && !own.contains(":") && !own.contains(".");
            if (wanted && values[0].length() <= MAX_LENGTH && found.size() < MAX_PARAMETERS) {
                found.put(own, values[0]);
            }
        });
        parameters = Collections.unmodifiableMap(found);
    }

    /** What the address says; null where it says nothing. */
    public String get(String name) {
        return parameters.get(name);
    }

    /** One of several words: a constant of an enumeration; {@code otherwise} where the address says none of them. */
    public <E extends Enum<E>> E word(String name, E otherwise) {
        return Arrays.stream(otherwise.getDeclaringClass().getEnumConstants())
                .filter(constant -> Parameters.word(constant).equals(get(name)))
                .findFirst()
                .orElse(otherwise);
    }

    /** Whether the address says that something is wanted: {@code name=true}. */
    public boolean flag(String name) {
        return "true".equals(get(name));
    }

    /** All of them, as hidden fields of a form. */
    public List<Map.Entry<String, String>> getFields() {
        return parameters.entrySet().stream()
                .map(entry -> Map.entry(PREFIX + entry.getKey(), entry.getValue()))
                .toList();
    }

    /** A link to this page where one parameter says something else, and none says which part of a list is shown. */
    public String with(String name, Object value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.remove("cursor");
        changed.put(name, String.valueOf(value));
        return changed.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
