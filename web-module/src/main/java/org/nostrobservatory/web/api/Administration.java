package org.nostrobservatory.web.api;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks resources that are for administrators alone, however their address is spelled. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Administration {

    /** Property of requests that have come to such a resource. */
    String PROPERTY = "org.nostrobservatory.administration";
}
