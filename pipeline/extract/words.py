"""Classes of nouns that tell a company's figures from a market's, a price's or a payment's."""

COMPANY_WORDS = frozenset(
    "revenue revenues sales earnings profit profits income loss losses ebitda ebit eps margin "
    "margins dividend dividends cash debt guidance employees workers staff customers stores "
    "backlog orders capex expenditure expenses costs headcount deliveries shipments turnover "
    "subscribers bookings proceeds buyback repurchase assets liabilities production capacity "
    "factories plants".split()
)
STOCK_WORDS = frozenset("share shares stock stocks valuation cap price target upside trading".split())
DEAL_WORDS = frozenset(
    "acquisition stake funding investment offering deal purchase payment contract spending "
    "round loan bond bonds financing donation grant settlement fine award".split()
)
MARKET_WORDS = frozenset(
    "market markets industry sector economy gdp inflation unemployment rate rates index "
    "population households consumers adults people students respondents world prices "
    "exports imports".split()
)
OWN_NOUNS = frozenset(
    "company firm group bank maker retailer carrier lender chain startup manufacturer airline "
    "automaker business insurer operator giant utility developer brand management".split()
)
CLASSES = (
    ("market", MARKET_WORDS),
    ("stock", STOCK_WORDS),
    ("company", COMPANY_WORDS),
    ("deal", DEAL_WORDS),
)


def metric_class(metric: str | None) -> str:
    """Return the class of the metric's last known noun: market, stock, company, deal or other."""
    if metric is None:
        return "none"
    for word in reversed(metric.lower().replace("-", " ").split()):
        for name, words in CLASSES:
            if word in words:
                return name
    return "other"
