-- Difference-in-differences: how much more the areas that a programme reached changed than those it is compared with.

-- Rows `named_table` (group_key, is_reached, weight, change): per area one change from the mean before to the mean after, so that
-- measurements of one area that resemble each other count once (Bertrand, Duflo & Mullainathan 2004). Gives estimate, se, df, margin,
-- lower_95, upper_95 and the areas on both sides, as the weighted mean change of the reached less that of the others (Card & Krueger
-- 1994, table 3). The spread is that between areas, cluster-robust where weights differ; degrees of freedom by Welch (1947) over the
-- areas that the weights leave (Kish 1965). With equal weights this is the t-test of Welch. No limits with one area on a side.
create or replace temp macro difference_in_differences(named_table) as table
with
change_row as (
  select group_key, is_reached, weight::double as weight, change::double as change
  from query_table(named_table)
  where change is not null and weight > 0
),
side_mean as (
  select
    group_key, is_reached, count(*)::integer as areas, sum(weight order by weight) as total,
    sum(weight * change order by change, weight) / sum(weight order by weight) as mean_change,
    pow(sum(weight order by weight), 2) / sum(weight * weight order by weight) as weighed_areas
  from change_row
  group by group_key, is_reached
),
side_spread as (
  select
    m.group_key, m.is_reached, m.areas, m.mean_change, m.weighed_areas,
    m.areas / nullif(m.areas - 1, 0) * sum(pow(c.weight * (c.change - m.mean_change), 2) order by c.change, c.weight)
      / pow(m.total, 2) as variance
  from side_mean as m
  join change_row as c on c.group_key = m.group_key and c.is_reached = m.is_reached
  group by m.group_key, m.is_reached, m.areas, m.mean_change, m.weighed_areas, m.total
),
two_sides as (
  select
    r.group_key, r.areas as reached_areas, o.areas as other_areas, r.mean_change as reached_change, o.mean_change as other_change,
    r.mean_change - o.mean_change as estimate, sqrt(r.variance + o.variance) as se,
    pow(r.variance + o.variance, 2) / nullif(
      pow(r.variance, 2) / nullif(r.weighed_areas - 1, 0) + pow(o.variance, 2) / nullif(o.weighed_areas - 1, 0), 0
    ) as df
  from side_spread as r
  join side_spread as o on o.group_key = r.group_key and not o.is_reached
  where r.is_reached
),
with_margin as (
  select *, student_critical(0.05, df) * se as margin from two_sides
)
select *, estimate - margin as lower_95, estimate + margin as upper_95 from with_margin;
