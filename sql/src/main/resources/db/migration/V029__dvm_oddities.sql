-- Component dvm: what few events have, so that the indexes cost nothing for the others.
-- Which jobs have the result of another one as input.
create index job_request_inputs on job_request using gin (inputs) where inputs <> '{}';
-- Answers that name no request.
create index job_result_stray on job_result (created_at) where request_id is null;
create index job_feedback_stray on job_feedback (created_at) where request_id is null;
