-- Whether two indicators are independent of each other by the way they are made; null when they are. Each is a row of
-- analysis.made_from: what it measures and is a part of, its source and the survey it is fitted on, its terms (source/concept), the names that others call it by, what it is
-- derived or estimated from, and its kind of figure.
create or replace temp macro made_together(made_x, made_y) as case
  when made_x.construct = made_y.construct then 'same_construct'
  when list_contains(made_x.wholes, made_y.construct) or list_contains(made_y.wholes, made_x.construct) then 'part_of'
  when made_x.fitted_on = made_y.source_id or made_y.fitted_on = made_x.source_id then 'own_survey'
  when list_has_any(made_x.terms, made_y.terms) then 'shared_counts'
  when list_has_any(made_x.predictors, made_y.names) or list_has_any(made_y.predictors, made_x.names)
    then case when 'model_estimate' in (made_x.value_kind, made_y.value_kind) then 'own_predictor' else 'derived_from' end
  when list_has_any(made_x.predictors, made_y.predictors)
    then case when 'model_estimate' in (made_x.value_kind, made_y.value_kind) then 'shared_predictors' else 'derived_from' end
end;
