package org.nostrobservatory.relay;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.util.Locale;
import org.nostrobservatory.protocol.RelayUrl;

/** One row of the catalogue. */
@Entity
@Table(name = "relay")
@NamedQuery(name = "Relay.byRole", query = "select r from Relay r where r.role = :role")
@NamedQuery(name = "Relay.enabled", query = "select r from Relay r where r.enabled = true order by r.id")
class Relay {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer id;

    @Column(nullable = false, unique = true)
    private String url;

    @Column(nullable = false)
    private String network;

    @Column(nullable = false)
    private String role;

    @Column(nullable = false)
    private boolean enabled;

    protected Relay() {}

    Relay(RelayUrl url, String role) {
        this.url = url.value();
        this.network = url.network().name().toLowerCase(Locale.ROOT);
        this.role = role;
        this.enabled = true;
    }

    int id() {
        return id;
    }

    String url() {
        return url;
    }

    void enable(boolean value) {
        enabled = value;
    }
}
