-- Per topic and slice, how many cells there are, and whether the source gives any value at all: if not, it did not measure
-- or not yet publish it.
select topic_id, slice_no, count(*) as cells, count(value) > 0 as has_values
from input.cell
group by topic_id, slice_no
