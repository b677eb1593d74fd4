-- warning: It is known of every mention which company is meant.
SELECT "name" AS example FROM main.company_mentions WHERE company_id IS NULL
