-- Funnel plots: the lines around a common value, and on which side of them an area lies.

-- PHEindicatormethods: p0 -/+ z sqrt(p0 (1 - p0) / n) as a share of 1, kept between 0 and 1; pass -z for the lower line.
create or replace temp macro funnel_proportion(p0, n, signed_z) as case
  when n > 0 and p0 between 0 and 1 then
    at_least(0, at_most(1, p0::double + signed_z::double * sqrt(p0::double * (1 - p0::double) / n)))
end;

-- The expected count at which `observed` is just inside the limits (exact Poisson); the lines are observed / expected.
create or replace temp macro funnel_expected_lower(observed, level) as poisson_upper(observed, level);

create or replace temp macro funnel_expected_upper(observed, level) as
  case when observed > 0 then poisson_lower(observed, level) end;

-- PHEindicatormethods: label of an area whose interval is given; null where there is no interval.
create or replace temp macro funnel_label(lower_95, upper_95, lower_998, upper_998, comparator) as case
  when comparator < lower_998 then 'High (0.001)'
  when comparator > upper_998 then 'Low (0.001)'
  when comparator < lower_95 then 'High (0.025)'
  when comparator > upper_95 then 'Low (0.025)'
  when comparator is not null and upper_95 is not null then 'Not significant'
end;
