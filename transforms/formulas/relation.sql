-- Whether two indicators are independent of each other by the way they are made; null when they are. Each is given by its terms
-- (source/concept), the names that others call it by, what it is derived or estimated from, and its kind of figure.
create or replace temp macro made_together(terms_x, names_x, made_of_x, kind_x, terms_y, names_y, made_of_y, kind_y) as case
  when list_has_any(terms_x, terms_y) then 'shared_counts'
  when list_has_any(made_of_x, names_y) or list_has_any(made_of_y, names_x)
    then case when 'model_estimate' in (kind_x, kind_y) then 'own_predictor' else 'derived_from' end
  when list_has_any(made_of_x, made_of_y)
    then case when 'model_estimate' in (kind_x, kind_y) then 'shared_predictors' else 'derived_from' end
end;

-- The same in a sentence.
create or replace temp macro made_together_text(refusal) as case refusal
  when 'shared_counts' then 'Beide cijfers delen een teller of noemer: dan hangen ze samen door de manier waarop ze zijn gemaakt.'
  when 'own_predictor' then 'Het ene cijfer is een modelschatting uit onder meer het andere: de samenhang is erin gestopt.'
  when 'shared_predictors' then 'Beide cijfers zijn uit dezelfde registergegevens geschat: de samenhang kan alleen daaruit komen.'
  when 'derived_from' then 'Het ene cijfer is deels van het andere gemaakt, of beide van hetzelfde.'
end;
