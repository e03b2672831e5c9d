package org.nostrobservatory.dvm;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.nostrobservatory.dvm.JobAnswer.Request;
import org.nostrobservatory.protocol.JobStatus;

/**
 * What became of a job with all DVMs together: a row of {@code job}.
 *
 * @param state answered; else a code of {@link JobStatus}; requested if nobody said anything that counts
 * @param dvms how many said something that counts
 * @param askedMsat the least that one of them asks for; null if none does
 */
record JobSummary(
        Request request,
        String state,
        int dvms,
        int results,
        int feedbacks,
        Long firstFeedbackAt,
        Long firstResultAt,
        Long askedMsat,
        long paidMsat) {

    /** How near a job is to its result, the farthest first. */
    private static final List<JobStatus> PROGRESS = List.of(
            JobStatus.UNKNOWN,
            JobStatus.ENCRYPTED,
            JobStatus.ERROR,
            JobStatus.PAYMENT_REQUIRED,
            JobStatus.PROCESSING,
            JobStatus.PARTIAL,
            JobStatus.SUCCESS);

    /** @param answers of the DVMs that said something that counts */
    static JobSummary of(Request request, List<JobAnswer> answers, long paidMsat) {
        return new JobSummary(
                request,
                state(answers),
                answers.size(),
                answers.stream().mapToInt(JobAnswer::results).sum(),
                answers.stream().mapToInt(JobAnswer::feedbacks).sum(),
                least(answers, JobAnswer::firstFeedbackAt),
                least(answers, JobAnswer::firstResultAt),
                least(answers, JobAnswer::askedMsat),
                paidMsat);
    }

    private static String state(List<JobAnswer> answers) {
        if (answers.stream().anyMatch(answer -> answer.results() > 0)) {
            return "answered";
        }
        return answers.stream()
                .map(JobAnswer::status)
                .max(Comparator.comparing(PROGRESS::indexOf))
                .map(JobStatus::code)
                .orElse("requested");
    }

    private static Long least(List<JobAnswer> answers, Function<JobAnswer, Long> value) {
        return answers.stream()
                .map(value)
                .filter(Objects::nonNull)
                .reduce(BinaryOperator.minBy(Comparator.naturalOrder()))
                .orElse(null);
    }
}
