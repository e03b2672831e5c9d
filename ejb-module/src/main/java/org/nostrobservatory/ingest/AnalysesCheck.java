package org.nostrobservatory.ingest;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Refuses the deployment if the settings name an analysis that there is not. */
@Singleton
@Startup
public class AnalysesCheck {

    @Inject
    private Projection projection;

    @PostConstruct
    void check() {
        // A proxy makes the bean at the first call.
        projection.components();
    }
}
