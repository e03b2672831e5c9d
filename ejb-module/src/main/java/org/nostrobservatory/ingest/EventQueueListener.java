package org.nostrobservatory.ingest;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.nostrobservatory.schema.SchemaMigration;

/**
 * Takes batches from the queue. The message is acknowledged when this returns, that is after the rows are committed; an
 * exception returns it to the queue. No distributed transaction: a batch that comes again changes nothing, see
 * docs/decisions/0003.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis"),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "events"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "4"),
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EventQueueListener implements MessageListener {

    @Inject
    private Ingestion ingestion;

    /** The server delivers messages before it has run what begins at its start. */
    @Inject
    private SchemaMigration schema;

    @Override
    public void onMessage(Message message) {
        try {
            schema.awaitMigrated();
            ingestion.ingest(
                    FrameBatch.decode(message.getBody(byte[].class)), message.getIntProperty("JMSXDeliveryCount"));
        } catch (JMSException e) {
            throw new EJBException(e);
        }
    }
}
