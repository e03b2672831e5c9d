package org.nostrobservatory.ingest;

import java.util.List;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;

/** The part of the archive that a projector makes its rows right for: the events of a section, and its authors. */
public final class Portion {

    private final Sections sections;
    private final Section section;

    Portion(Sections sections, Section section) {
        this.sections = sections;
        this.section = section;
    }

    /** The stored events of this kind in it. */
    public List<Event> events(int kind) {
        return events(kind, kind);
    }

    /** The stored events of these kinds, from the first to the last, in it. */
    public List<Event> events(int first, int last) {
        return sections.findEvents(section, first, last);
    }

    /** The keys of its authors are greater than this. */
    public Bytes after() {
        return section.after().author();
    }

    /** The keys of its authors are not greater than this. */
    public Bytes upTo() {
        return section.upTo().author();
    }

    /** All stored events of this replaceable or addressable kind by its authors. */
    public List<Event> versions(int kind) {
        return sections.findVersionsByAuthors(after(), upTo(), kind);
    }
}
