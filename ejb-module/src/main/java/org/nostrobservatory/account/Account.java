package org.nostrobservatory.account;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Set;

/** Somebody who may sign in. */
@Entity
@Table(name = "account")
class Account {

    @Id
    private String name;

    @Column(name = "password_hash", nullable = false)
    private String passwordHash;

    @ElementCollection
    @CollectionTable(name = "account_role", joinColumns = @JoinColumn(name = "account_name"))
    @Column(name = "role")
    private Set<String> roles = new HashSet<>();

    protected Account() {}

    Account(String name, String passwordHash, Set<String> roles) {
        this.name = name;
        this.passwordHash = passwordHash;
        this.roles.addAll(roles);
    }

    String passwordHash() {
        return passwordHash;
    }

    void changePassword(String hash) {
        passwordHash = hash;
    }
}
