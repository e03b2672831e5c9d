package org.nostrobservatory.ingest;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;

/** Where collectors put what they received. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EventQueue {

    @Resource(lookup = "jms/observatory/connection-factory")
    private ConnectionFactory connections;

    @Resource(lookup = "jms/observatory/events")
    private Queue queue;

    /**
     * Puts a batch into the queue. When this returns the broker has it on disk; while the queue is full it waits.
     *
     * @throws jakarta.jms.JMSRuntimeException if the broker cannot be reached
     */
    public void send(FrameBatch batch) {
        try (JMSContext context = connections.createContext()) {
            context.createProducer().send(queue, batch.encode());
        }
    }
}
