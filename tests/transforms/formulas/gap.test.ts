import { beforeAll, expect, it } from 'vitest';
import { Golden } from '../../support/golden.ts';

let golden: Golden;
beforeAll(async () => {
  golden = await Golden.open();
  await golden.load('extra_gap_closure', 'extra_gap_rest_of_country', 'extra_min_detectable_gap');
  await golden.warehouse.run(
    `create table gap_input as select case_id, case in_polarity when 'low_good' then 'lower_better' else 'higher_better' end as polarity,
       in_baseline_year::integer as baseline_year, in_target_year::integer as target_year,
       in_close_share::double as close_share, in_year::integer as year, true as is_comparable,
       in_vr_b::double as region_baseline, in_se_r_b::double as se_region_baseline, in_vn_b::double as reference_baseline,
       in_se_n_b::double as se_reference_baseline, in_vr_t::double as region_now, in_se_r_t::double as se_region_now,
       in_vn_t::double as reference_now, in_se_n_t::double as se_reference_now
     from golden.extra_gap_closure`,
  );
});

const COLUMNS: Record<string, string> = {
  exp_gap_b: 'gap_baseline',
  exp_gap_t: 'gap_now',
  exp_se_gap_b: 'se_gap_baseline',
  exp_se_gap_t: 'se_gap_now',
  exp_gap_b_lower: 'gap_baseline_lower',
  exp_gap_b_significant: 'is_gap_at_baseline',
  exp_gap_target: 'gap_target',
  exp_gap_expected_now: 'gap_expected',
  exp_share_closed: 'share_closed',
  exp_pct_of_target: 'percent_of_target',
  exp_gap_change: 'gap_change',
  exp_se_gap_change: 'se_gap_change',
  exp_z_change: 'change_z',
  exp_p_change: 'change_p',
  exp_fieller_g: 'fieller_g',
  exp_share_closed_lower: 'share_closed_lower',
  exp_share_closed_upper: 'share_closed_upper',
  exp_change_from_region: 'change_from_region',
  exp_change_from_reference: 'change_from_reference',
  exp_hp2030_status: 'healthy_people_status',
  exp_evaluable: 'is_gap_at_baseline',
};

/** Progress of one case after changes to its input, as `region_now = 50`. */
const progressOf = (id: string, changes: Record<string, string> = {}) => {
  const replaced = Object.entries(changes).map(([name, value]) => `${value} as ${name}`);
  return golden.warehouse.one(
    `with one_case as (
       select * ${replaced.length ? `replace (${replaced.join(', ')})` : ''} from gap_input where case_id like '${id}\\_%' escape '\\'
     )
     from gap_progress('one_case')`,
  );
};

it('follows a gap: what is closed, with Fieller limits, and how it splits into region and reference', async context => {
  await golden.check(
    {
      file: 'extra_gap_closure',
      expected: Object.keys(COLUMNS),
      sql: `select case_id, ${Object.entries(COLUMNS)
        .map(([wanted, ours]) => `${ours} as ${wanted}`)
        .join(', ')} from gap_progress('gap_input')`,
    },
    context,
  );
});

it('gives a status per case, and flags a gap that closed because the reference got worse', async () => {
  const rows = await golden.warehouse.all(
    `select case_id, status, status_reason, closed_by_reference from gap_progress('gap_input') order by case_id`,
  );
  const statuses = Object.fromEntries(rows.map(row => [row['case_id'], row['status']]));
  expect(statuses).toEqual({
    g1_ontrack: 'cannot_tell',
    g2_offtrack_stable: 'cannot_tell',
    g3_worse: 'no_gap_at_baseline',
    g4_closed_by_reference: 'target_met',
    g5_no_gap_at_baseline: 'no_gap_at_baseline',
    g6_reversed: 'reversed',
    g7_life_expectancy: 'target_met',
    g8_exact_quarter: 'target_met',
    g9_target_met: 'target_met_confirmed',
    g10_zero_se: 'on_track',
  });
  expect(rows.filter(row => row['closed_by_reference']).map(row => row['case_id'])).toEqual([
    'g4_closed_by_reference',
  ]);
  expect(rows.find(row => row['case_id'] === 'g1_ontrack')).toMatchObject({
    status_reason: 'path_within_interval',
  });
});

it('is on track or behind only when the path lies outside the interval', async () => {
  expect(await progressOf('g1', { se_region_now: '0.01', se_reference_now: '0.01' })).toMatchObject({
    status: 'on_track',
  });
  const later = { year: '2028', se_region_now: '0.01', se_reference_now: '0.01' };
  expect(await progressOf('g1', later)).toMatchObject({ status: 'behind', status_reason: null });
});

it('tells nothing from what is not comparable, missing, neutral or without interval', async () => {
  expect(await progressOf('g1', { is_comparable: 'false' })).toMatchObject({ status: 'not_comparable' });
  expect(await progressOf('g1', { region_now: 'null::double' })).toMatchObject({
    status: 'cannot_tell',
    status_reason: 'no_value_now',
    share_closed: null,
    closed_by_reference: null,
  });
  expect(await progressOf('g1', { se_region_baseline: 'null::double' })).toMatchObject({
    status: 'cannot_tell',
    status_reason: 'no_interval',
    share_closed_lower: null,
  });
  expect(await progressOf('g1', { polarity: "'neutral'" })).toMatchObject({
    status: 'cannot_tell',
    status_reason: 'no_judgement',
  });
  expect(await progressOf('g1', { region_baseline: 'reference_baseline' })).toMatchObject({
    status: 'no_gap_at_baseline',
    share_closed: null,
  });
});

it('shows the relative gap beside the absolute one', async () => {
  const { relative_gap_baseline, relative_gap_now } = await progressOf('g1');
  expect(relative_gap_baseline).toBeCloseTo(22 / 18, 12);
  expect(relative_gap_now).toBeCloseTo(19.6 / 16.2, 12);
});

it('takes the region out of the country', async context => {
  await golden.check(
    {
      file: 'extra_gap_rest_of_country',
      expected: ['exp_v_region', 'exp_v_total', 'exp_v_rest', 'exp_gap_total', 'exp_gap_rest'],
      sql: `select *, gap(exp_v_region, exp_v_total, 'lower_better') as exp_gap_total,
          gap(exp_v_region, exp_v_rest, 'lower_better') as exp_gap_rest
        from (
          select case_id, proportion(x, n, 1) as exp_v_region, proportion(xt, nt, 1) as exp_v_total,
            rest_value(x / n, n, xt / nt, nt) as exp_v_rest
          from (
            select case_id, in_x_region::double as x, in_n_region::double as n, in_x_total::double as xt,
              in_n_total::double as nt
            from golden.extra_gap_rest_of_country
          )
        )`,
    },
    context,
  );
});

it('knows the smallest change that can be seen, and the chance to see a quarter', async context => {
  const change = 'smallest_visible_change(se, se)';
  await golden.check(
    {
      file: 'extra_min_detectable_gap',
      expected: ['change_95', 'share']
        .map(name => `exp_min_detectable_${name}`)
        .concat('exp_quarter_detectable', 'exp_power_for_quarter'),
      sql: `select case_id, ${change} as exp_min_detectable_change_95, ${change} / g as exp_min_detectable_share,
          0.25 * g >= ${change} as exp_quarter_detectable,
          power_to_see(0.25 * g, se_of_difference(se, se)) as exp_power_for_quarter
        from (
          select case_id, in_gap_baseline::double as g, in_se_gap_each_year::double as se
          from golden.extra_min_detectable_gap
        )`,
    },
    context,
  );
});
