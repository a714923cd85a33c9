-- The day that 'now' stands for: when the newest snapshot was retrieved. A release is a function of its inputs, so no clock.
select max(left(retrieved_at, 10))::date as as_of from input.edition
