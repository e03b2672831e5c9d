package org.nostrobservatory.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;

/** The values of all {@linkplain Setting settings}, read once. */
@ApplicationScoped
public class Settings {

    private final Map<Setting<?>, Object> values = new HashMap<>();
    private final Set<Setting<?>> set = new HashSet<>();

    /** Reads the configuration of the running application. */
    public Settings() {
        // Not injected as @ConfigProperty: what cannot be converted would silently become the default.
        this(setting -> Optional.ofNullable(
                ConfigProvider.getConfig().getConfigValue(setting.property()).getRawValue()));
    }

    /**
     * @param source the text of a setting where it is set
     * @throws IllegalArgumentException naming every setting whose value makes no sense
     */
    public Settings(Function<Setting<?>, Optional<String>> source) {
        List<String> problems = new ArrayList<>();
        for (Setting<?> setting : Setting.ALL) {
            try {
                Optional<String> given = source.apply(setting).filter(value -> !value.isBlank());
                values.put(setting, setting.parse(given.orElse(setting.defaultText())));
                given.ifPresent(text -> set.add(setting));
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("Wrong settings: " + String.join("; ", problems));
        }
    }

    /** Whether the operator has said something, be it the default. */
    public boolean isSet(Setting<?> setting) {
        return set.contains(setting);
    }

    public <T> T get(Setting<T> setting) {
        @SuppressWarnings("unchecked") // put by the same setting's parser
        T value = (T) values.get(setting);
        return value;
    }
}
