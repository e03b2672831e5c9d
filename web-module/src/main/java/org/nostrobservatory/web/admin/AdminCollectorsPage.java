package org.nostrobservatory.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.nostrobservatory.coordination.Collectors;

/** What {@code admin/collectors.xhtml} shows: which server collects from which relays. */
@Named
@RequestScoped
public class AdminCollectorsPage {

    @Inject
    private Collectors collectors;

    private List<Collectors.Collector> list;
    private List<Collectors.Leftover> leftovers;

    public List<Collectors.Collector> getCollectors() {
        if (list == null) {
            list = collectors.list();
        }
        return list;
    }

    /** Relays that nobody collects from. */
    public List<Collectors.Leftover> getLeftovers() {
        if (leftovers == null) {
            leftovers = collectors.leftovers();
        }
        return leftovers;
    }
}
