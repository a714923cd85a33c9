-- Whether two indicators are independent of each other by the way they are made; null when they are. Each is given by its terms
-- (source/concept), the names that others call it by, what it is derived or estimated from, and its kind of figure.
create or replace temp macro made_together(terms_x, names_x, made_of_x, kind_x, terms_y, names_y, made_of_y, kind_y) as case
  when list_has_any(terms_x, terms_y) then 'shared_counts'
  when list_has_any(made_of_x, names_y) or list_has_any(made_of_y, names_x)
    then case when 'model_estimate' in (kind_x, kind_y) then 'own_predictor' else 'derived_from' end
  when list_has_any(made_of_x, made_of_y)
    then case when 'model_estimate' in (kind_x, kind_y) then 'shared_predictors' else 'derived_from' end
end;
