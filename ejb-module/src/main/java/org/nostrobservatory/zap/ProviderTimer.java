package org.nostrobservatory.zap;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.coordination.Collectors;
import org.nostrobservatory.dial.Dialler;
import org.nostrobservatory.schema.SurvivingTimer;

/**
 * Asks wallet services who signs receipts, politely: 60 addresses a minute, of each host one in five seconds; each address
 * once a day; by one server, however many there are. Then has receipts judged anew.
 */
@Singleton
@Interceptors(SurvivingTimer.class)
@TransactionManagement(TransactionManagementType.BEAN) // nobody waits for a stranger within a transaction
public class ProviderTimer {

    private static final int ADDRESSES = 60;
    private static final Duration PERIOD = Duration.ofMinutes(1);
    /** Of one run. */
    private static final int HOSTS = 10;
    /** A run that was late is followed by the next one at once. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int LEARNED = 500;
    private static final int RECEIPTS = 200;
    /** Ingest waits for each portion; what is left after so many waits for the next run. */
    private static final int PORTIONS = 5;

    @Inject
    private Settings settings;

    @Inject
    private Providers providers;

    @Inject
    private Rejudgement rejudgement;

    @Inject
    private Collectors collectors;

    private final WalletServices services =
            new WalletServices(new Dialler(false, InetAddress::getAllByName, Dialler.publicAuthorities()));

    private final Set<String> waiting = new LinkedHashSet<>();
    private Instant nextPeriod = Instant.MIN;
    private Instant restUntil = Instant.MIN;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void run() {
        if (settings.get(Setting.ZAP_PROVIDER_CHECK) && collectors.leads()) {
            ask();
        }
        int portions = 0;
        while (portions < PORTIONS && rejudgement.judgeSome(RECEIPTS)) {
            portions++;
        }
    }

    private void ask() {
        Instant now = Instant.now();
        if (now.isBefore(restUntil)) {
            return;
        }
        if (!now.isBefore(nextPeriod)) {
            nextPeriod = now.plus(PERIOD);
            if (waiting.isEmpty()) {
                waiting.addAll(providers.claimDue(now, ADDRESSES));
            }
            providers.learn(now, LEARNED);
        }
        List<Providers.Outcome> outcomes =
                ofDifferentHosts(waiting, HOSTS).stream().map(services::ask).toList();
        if (!outcomes.isEmpty()) {
            providers.store(outcomes, Instant.now());
            restUntil = Instant.now().plus(PAUSE);
        }
    }

    /** Takes some out of them. */
    static List<String> ofDifferentHosts(Set<String> addresses, int limit) {
        Set<String> hosts = new HashSet<>();
        List<String> taken = new ArrayList<>();
        for (Iterator<String> all = addresses.iterator(); all.hasNext() && taken.size() < limit; ) {
            String address = all.next();
            if (hosts.add(WalletServices.host(address).orElse(address))) {
                taken.add(address);
                all.remove();
            }
        }
        return taken;
    }
}
