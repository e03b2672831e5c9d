package org.nostrobservatory.web.security;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.identitystore.DatabaseIdentityStoreDefinition;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import org.nostrobservatory.account.AdminAccount;

/** Tells the container where the accounts are. */
@ApplicationScoped
@DeclareRoles(AdminAccount.ROLE)
@DatabaseIdentityStoreDefinition(
        dataSourceLookup = "jdbc/observatory",
        callerQuery = "select password_hash from account where name = ?",
        groupsQuery = "select role from account_role where account_name = ?",
        hashAlgorithm = Pbkdf2PasswordHash.class,
        hashAlgorithmParameters = {AdminAccount.HASH_ALGORITHM, AdminAccount.HASH_ITERATIONS, AdminAccount.HASH_SALT})
public class Accounts {}
