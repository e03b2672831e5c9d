package org.nostrobservatory.configuration;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Refuses the deployment if a setting makes no sense. */
@Singleton
@Startup
public class SettingsCheck {

    @Inject
    private Settings settings;

    @PostConstruct
    void check() {
        settings.get(Setting.RELAYS);
    }
}
