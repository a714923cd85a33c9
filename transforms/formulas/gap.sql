-- The gap between a region and its reference, and whether it closes. A positive gap is a disadvantage of the region.

-- s = +1 when low is good, -1 when high is good; neutral indicators have no gap.
create or replace temp macro gap_sign(polarity) as case polarity when 'lower_better' then 1 when 'higher_better' then -1 end;

create or replace temp macro gap(region_value, reference_value, polarity) as
  gap_sign(polarity) * (region_value - reference_value)::double;

-- Standard error of a difference of independent values (region against the rest, never against a total that contains it).
create or replace temp macro se_of_difference(se_a, se_b) as sqrt(se_a * se_a::double + se_b * se_b::double);

-- The country without the region, from values with their populations. Null when the region is all of it.
create or replace temp macro rest_value(region_value, region_weight, total_value, total_weight) as
  (total_weight * total_value::double - region_weight * region_value::double) / nullif(total_weight - region_weight, 0);

-- Fieller 1954: limits of gap_now / gap_baseline are the roots of a r^2 + b r + c; none when g >= 1 (no measurable gap to
-- start from). The share closed is 1 minus the ratio, so its lower limit comes from the upper root.
create or replace temp macro fieller_g(gap_b, se_b, z) as z * z * se_b * se_b / nullif(gap_b * gap_b, 0);

create or replace temp macro fieller_root(gap_b, se_b, gap_t, se_t, z, side) as case when fieller_g(gap_b, se_b, z) < 1 then
  (gap_t * gap_b + side * sqrt(at_least(0,
    pow(gap_t * gap_b, 2) - (gap_b * gap_b - z * z * se_b * se_b) * (gap_t * gap_t - z * z * se_t * se_t)
  ))) / (gap_b * gap_b - z * z * se_b * se_b)
end;

create or replace temp macro share_closed(gap_b, gap_t) as 1 - gap_t / nullif(gap_b::double, 0);

create or replace temp macro share_closed_lower(gap_b, se_b, gap_t, se_t, z) as
  1 - fieller_root(gap_b::double, se_b::double, gap_t::double, se_t::double, z::double, 1);

create or replace temp macro share_closed_upper(gap_b, se_b, gap_t, se_t, z) as
  1 - fieller_root(gap_b::double, se_b::double, gap_t::double, se_t::double, z::double, -1);

-- The gap on the straight path from the baseline to the target year.
create or replace temp macro gap_on_path(gap_b, close_share, baseline_year, target_year, year) as
  gap_b * (1 - close_share * (year - baseline_year)::double / nullif(target_year - baseline_year, 0));

-- z and p of the change; without sampling error any change is real (p = 0) and there is no z.
create or replace temp macro gap_change_p(change, se_change) as case
  when se_change = 0 and change <> 0 then 0
  when se_change = 0 and change = 0 then 1
  else normal_p(change / nullif(se_change, 0))
end;

-- The smallest change of a gap that can be told from none at 95 %, and the chance to see a change of this size.
create or replace temp macro smallest_visible_change(se_b, se_t) as 1.959963984540054::double * se_of_difference(se_b, se_t);

create or replace temp macro power_to_see(change, se_change) as
  normal_upper(1.959963984540054::double - abs(change) / nullif(se_change, 0))
    + normal_upper(1.959963984540054::double + abs(change) / nullif(se_change, 0));

-- The year in which a change of this size is reached on the straight path, if it is before the target year.
create or replace temp macro year_on_path(change, agreed_change, path_start, target_year) as case
  when change <= agreed_change and agreed_change > 0
    then ceil(round(path_start + (target_year - path_start) * change / agreed_change, 9))::integer
end;

-- Healthy People 2020/2030 (Statistical Notes 27 and 28): without standard errors 10 % of the way decides.
create or replace temp macro healthy_people_status(gap_b, gap_t, close_share, p) as case
  when gap_b is null or gap_t is null then null
  when share_closed(gap_b, gap_t) >= close_share - 1e-9 then 'target_met_or_exceeded'
  when coalesce(p < 0.05, (gap_b - gap_t) >= 0.1 * close_share * abs(gap_b)) and gap_t < gap_b then 'improving'
  when coalesce(p < 0.05, (gap_t - gap_b) >= 0.1 * abs(gap_b)) and gap_t > gap_b then 'getting_worse'
  else 'little_or_no_detectable_change'
end;

-- As published: ten decimals, or twelve digits of larger numbers: without the last bits, in which the order of a sum can show,
-- and without a negative zero.
create or replace temp macro ten_places(x) as
  round(x::double, case when abs(x) < 100 then 10 else 12 - ceil(log10(least(abs(x::double), 1e15)))::integer end) + 0.0::double;

-- Rows of `named_table` (polarity, baseline_year, target_year, close_share, year, is_comparable, region_baseline,
-- se_region_baseline, reference_baseline, se_reference_baseline, region_now, se_region_now, reference_now, se_reference_now, …)
-- with the progress of the gap. is_comparable = false for a break in the series, another source or a model estimate.
-- status, in this order: cannot_tell (a value is missing, see status_reason), no_gap_at_baseline, not_comparable, reversed,
-- target_met (target_met_confirmed: also at the lower limit), on_track and behind (the path lies outside the interval of the
-- gap), cannot_tell. closed_by_reference: the gap is smaller though the region itself did not improve.
create or replace temp macro gap_progress(named_table) as table
with
gap_values as (
  select
    *,
    gap(region_baseline, reference_baseline, polarity) as gap_baseline,
    gap(region_now, reference_now, polarity) as gap_now,
    se_of_difference(se_region_baseline, se_reference_baseline) as se_gap_baseline,
    se_of_difference(se_region_now, se_reference_now) as se_gap_now,
    gap(region_now, region_baseline, polarity) as change_from_region,
    -gap(reference_now, reference_baseline, polarity) as change_from_reference
  from query_table(named_table)
),
gap_shares as (
  select
    *,
    gap_baseline - z_of_level(0.95) * se_gap_baseline as gap_baseline_lower,
    gap_baseline > 0 and gap_baseline_lower > 0 as is_gap_at_baseline,
    gap_now - z_of_level(0.95) * se_gap_now as gap_now_lower,
    gap_now + z_of_level(0.95) * se_gap_now as gap_now_upper,
    gap_baseline * (1 - close_share::double) as gap_target,
    gap_on_path(gap_baseline, close_share, baseline_year, target_year, year) as gap_expected,
    share_closed(gap_baseline, gap_now) as share_closed,
    share_closed(gap_baseline, gap_now) / nullif(close_share::double, 0) * 100 as percent_of_target,
    fieller_g(gap_baseline, se_gap_baseline, z_of_level(0.95)) as fieller_g,
    share_closed_lower(gap_baseline, se_gap_baseline, gap_now, se_gap_now, z_of_level(0.95)) as share_closed_lower,
    share_closed_upper(gap_baseline, se_gap_baseline, gap_now, se_gap_now, z_of_level(0.95)) as share_closed_upper,
    gap_now - gap_baseline as gap_change,
    se_of_difference(se_gap_baseline, se_gap_now) as se_gap_change,
    region_baseline / nullif(reference_baseline::double, 0) as relative_gap_baseline,
    region_now / nullif(reference_now::double, 0) as relative_gap_now,
    smallest_visible_change(se_gap_baseline, se_gap_now) as smallest_visible_change
  from gap_values
),
gap_tests as (
  select
    *,
    gap_change / nullif(se_gap_change, 0) as change_z,
    gap_change_p(gap_change, se_gap_change) as change_p,
    smallest_visible_change / nullif(gap_baseline, 0) as smallest_visible_share
  from gap_shares
),
gap_status as (
  select
    *,
    healthy_people_status(gap_baseline, gap_now, close_share, change_p) as healthy_people_status,
    round(gap_change, 9) < 0 and round(change_from_region, 9) >= 0 as closed_by_reference,
    case
      when gap_baseline is null then 'cannot_tell'
      when gap_baseline <= 0 or not is_gap_at_baseline then 'no_gap_at_baseline'
      when not is_comparable then 'not_comparable'
      when gap_now is null or se_gap_baseline is null then 'cannot_tell'
      when gap_now < 0 then 'reversed'
      when share_closed_lower >= close_share - 1e-9 then 'target_met_confirmed'
      when share_closed >= close_share - 1e-9 then 'target_met'
      when gap_expected > gap_now_upper then 'on_track'
      when gap_expected < gap_now_lower then 'behind'
      else 'cannot_tell'
    end as status
  from gap_tests
)
select
  *,
  case
    when status <> 'cannot_tell' then null
    when gap_sign(polarity) is null then 'no_judgement'
    when gap_baseline is null then 'no_baseline'
    when gap_now is null then 'no_value_now'
    when se_gap_baseline is null or se_gap_now is null then 'no_interval'
    else 'path_within_interval'
  end as status_reason
from gap_status;
