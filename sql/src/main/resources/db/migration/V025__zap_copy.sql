-- Component zap. Nearly every receipt is the only one of its payment: zap_counting finds it, and only copies need to be ordered.
drop index zap_payment;
create index zap_copy_payment on zap (payment, doubt, created_at, receipt_id) where not counts;
