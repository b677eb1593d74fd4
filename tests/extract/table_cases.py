"""Tables in articles written for measuring: what each of their cells means."""

from tests.extract.table_articles import Case

CASES = (
    Case(
        "income statement",
        " | 2023 | 2024\nRevenue | 1,200 | 1,350\nOperating profit | 140 | (20)",
        {
            "1,200": ("Revenue", "Castor Pumps", "2023", "1200000000", "USD"),
            "1,350": ("Revenue", "Castor Pumps", "2024", "1350000000", "USD"),
            "140": ("Operating profit", "Castor Pumps", "2023", "140000000", "USD"),
            "(20)": ("Operating profit", "Castor Pumps", "2024", "-20000000", "USD"),
        },
        caption="Results ($ millions)",
        about="Castor Pumps Ltd",
    ),
    Case(
        "companies in rows, quarters in columns",
        "Company | Q1 2024 | Q2 2024\nAlder Systems Inc | 12.5 | 13.1\nBirch Corp | 9.8 | 9.1",
        {
            "12.5": ("Server shipments", "Alder Systems", "2024-Q1", "12500000", "count"),
            "13.1": ("Server shipments", "Alder Systems", "2024-Q2", "13100000", "count"),
            "9.8": ("Server shipments", "Birch", "2024-Q1", "9800000", "count"),
            "9.1": ("Server shipments", "Birch", "2024-Q2", "9100000", "count"),
        },
        caption="Table 1. Server shipments by vendor (million units)",
    ),
    Case(
        "companies in columns",
        "2024 | Alder Systems Inc | Birch Corp\n"
        "Revenue ($bn) | 4.5 | 3.2\n"
        "Employees | 12,000 | 9,500",
        {
            "4.5": ("Revenue", "Alder Systems", "2024", "4500000000", "USD"),
            "3.2": ("Revenue", "Birch", "2024", "3200000000", "USD"),
            "12,000": ("Employees", "Alder Systems", "2024", "12000", "count"),
            "9,500": ("Employees", "Birch", "2024", "9500", "count"),
        },
    ),
    Case(
        "growth beside the level",
        "Vendor | Shipments 2024 (thousand units) | Market share | YoY growth\n"
        "Alder Systems Inc | 1,200 | 24.0% | 8.3%\nBirch Corp | 900 | 18.0% | -3.1%",
        {
            "1,200": ("Shipments", "Alder Systems", "2024", "1200000", "count"),
            "24.0%": ("market share", "Alder Systems", None, "24.0", "percent"),
            "8.3%": (None, "Alder Systems", None, "8.3", "percent"),
            "900": ("Shipments", "Birch", "2024", "900000", "count"),
            "18.0%": ("market share", "Birch", None, "18.0", "percent"),
            "-3.1%": (None, "Birch", None, "-3.1", "percent"),
        },
    ),
    Case(
        "two rows of headers",
        "Company | 2023 | < | 2024 | <\n^ | Revenue | Profit | Revenue | Profit\n"
        "Alder Systems Inc | €410m | €32m | €455m | €41m",
        {
            "€410m": ("Revenue", "Alder Systems", "2023", "410000000", "EUR"),
            "€32m": ("Profit", "Alder Systems", "2023", "32000000", "EUR"),
            "€455m": ("Revenue", "Alder Systems", "2024", "455000000", "EUR"),
            "€41m": ("Profit", "Alder Systems", "2024", "41000000", "EUR"),
        },
    ),
    Case(
        "quarters below their year",
        " | 2024 | < | 2025 | <\n | Q3 | Q4 | Q1 | Q2\nOrders (£m) | 51 | 62 | 48 | 55",
        {
            "51": ("Orders", "Castor Pumps", "2024-Q3", "51000000", "GBP"),
            "62": ("Orders", "Castor Pumps", "2024-Q4", "62000000", "GBP"),
            "48": ("Orders", "Castor Pumps", "2025-Q1", "48000000", "GBP"),
            "55": ("Orders", "Castor Pumps", "2025-Q2", "55000000", "GBP"),
        },
        about="Castor Pumps Ltd",
    ),
    Case(
        "years in rows",
        "Year | Installed capacity (GW) | Share of total\n2022 | 31.5 | 12%\n2023 | 38.0 | 14%",
        {
            "31.5": ("Installed capacity", None, "2022", "31.5", "GW"),
            "12%": (None, None, "2022", "12", "percent"),
            "38.0": ("Installed capacity", None, "2023", "38.0", "GW"),
            "14%": (None, None, "2023", "14", "percent"),
        },
    ),
    Case(
        "segments of one company",
        "Segment | FY2023 | FY2024\n"
        "Cloud | 22.1 | 27.9\n"
        "Devices | 14.0 | 13.2\n"
        "Total | 36.1 | 41.1",
        {
            "22.1": ("Cloud revenue", "Castor Pumps", "FY2023", "22100000000", "USD"),
            "27.9": ("Cloud revenue", "Castor Pumps", "FY2024", "27900000000", "USD"),
            "14.0": ("Devices revenue", "Castor Pumps", "FY2023", "14000000000", "USD"),
            "13.2": ("Devices revenue", "Castor Pumps", "FY2024", "13200000000", "USD"),
            "36.1": ("Revenue", "Castor Pumps", "FY2023", "36100000000", "USD"),
            "41.1": ("Revenue", "Castor Pumps", "FY2024", "41100000000", "USD"),
        },
        caption="Revenue by segment (US$ billion)",
        about="Castor Pumps Ltd",
    ),
    Case(
        "forecasts by region",
        "Region | 2025E | 2030F | CAGR\nEurope | 4.1 | 7.9 | 14.0%\nAsia | 6.0 | 15.5 | 20.9%",
        {
            "4.1": ("Battery market", None, "2025", "4100000000", "USD"),
            "7.9": ("Battery market", None, "2030", "7900000000", "USD"),
            "14.0%": ("Battery market", None, None, "14.0", "percent"),
            "6.0": ("Battery market", None, "2025", "6000000000", "USD"),
            "15.5": ("Battery market", None, "2030", "15500000000", "USD"),
            "20.9%": ("Battery market", None, None, "20.9", "percent"),
        },
        caption="Battery market by region ($bn)",
    ),
    Case(
        "ranked list",
        "Rank | Company | Deliveries in 2024\n"
        "1 | Alder Motors Inc | 512,000\n"
        "2 | Birch Corp | 430,500",
        {
            "512,000": ("Deliveries", "Alder Motors", "2024", "512000", "count"),
            "430,500": ("Deliveries", "Birch", "2024", "430500", "count"),
        },
    ),
    Case(
        "per share beside millions",
        " | Q3 2024 | Q3 2023\nNet sales | 812 | 774\nEarnings per share | 1.42 | 1.31",
        {
            "812": ("Net sales", "Castor Pumps", "2024-Q3", "812000000", "USD"),
            "774": ("Net sales", "Castor Pumps", "2023-Q3", "774000000", "USD"),
            "1.42": ("Earnings per share", "Castor Pumps", "2024-Q3", "1.42", "USD"),
            "1.31": ("Earnings per share", "Castor Pumps", "2023-Q3", "1.31", "USD"),
        },
        caption="Key figures ($ in millions, except per share)",
        about="Castor Pumps Ltd",
    ),
    Case(
        "change columns",
        "Metric | 2023 | 2024 | Change\n"
        "Revenue | $5.0bn | $5.6bn | 12%\n"
        "Gross margin | 41.2% | 42.0% | 0.8pp",
        {
            "$5.0bn": ("Revenue", "Castor Pumps", "2023", "5000000000", "USD"),
            "$5.6bn": ("Revenue", "Castor Pumps", "2024", "5600000000", "USD"),
            "12%": ("Revenue", "Castor Pumps", None, "12", "percent"),
            "41.2%": ("Gross margin", "Castor Pumps", "2023", "41.2", "percent"),
            "42.0%": ("Gross margin", "Castor Pumps", "2024", "42.0", "percent"),
            "0.8pp": ("Gross margin", "Castor Pumps", None, "0.8", "percentage_point"),
        },
        about="Castor Pumps Ltd",
    ),
    Case(
        "periods written out",
        " | Three months ended June 30, 2024 | Three months ended June 30, 2023\n"
        "Total revenue | 45,100 | 41,800\nNet loss | (310) | (275)",
        {
            "45,100": ("revenue", "Castor Pumps", "2024-Q2", "45100000", "USD"),
            "41,800": ("revenue", "Castor Pumps", "2023-Q2", "41800000", "USD"),
            "(310)": ("Net loss", "Castor Pumps", "2024-Q2", "-310000", "USD"),
            "(275)": ("Net loss", "Castor Pumps", "2023-Q2", "-275000", "USD"),
        },
        caption="Statements of operations (in thousands of dollars)",
        about="Castor Pumps Ltd",
    ),
    Case(
        "prices by the month",
        "Month | Price ($/bbl)\nJune 2024 | 82.4\nJuly 2024 | 80.1\nAugust 2024 | 78.9",
        {
            "82.4": ("Price", None, "2024-06", "82.4", "USD/bbl"),
            "80.1": ("Price", None, "2024-07", "80.1", "USD/bbl"),
            "78.9": ("Price", None, "2024-08", "78.9", "USD/bbl"),
        },
        before="Crude oil prices",
    ),
    Case(
        "company in the caption",
        " | 2022 | 2023 | 2024\nSubscribers (million) | 41 | 44 | 47\nChurn | 1.9% | 1.8% | 1.6%",
        {
            "41": ("Subscribers", "Dunlin Telecom", "2022", "41000000", "count"),
            "44": ("Subscribers", "Dunlin Telecom", "2023", "44000000", "count"),
            "47": ("Subscribers", "Dunlin Telecom", "2024", "47000000", "count"),
            "1.9%": ("Churn", "Dunlin Telecom", "2022", "1.9", "percent"),
            "1.8%": ("Churn", "Dunlin Telecom", "2023", "1.8", "percent"),
            "1.6%": ("Churn", "Dunlin Telecom", "2024", "1.6", "percent"),
        },
        before="Dunlin Telecom plc in figures",
        about="Dunlin Telecom plc",
    ),
    Case(
        "sections",
        " | 2023 | 2024\n"
        "Alder Systems Inc\n"
        "Revenue | $210m | $240m\n"
        "Birch Corp\n"
        "Revenue | $180m | $175m",
        {
            "$210m": ("Revenue", "Alder Systems", "2023", "210000000", "USD"),
            "$240m": ("Revenue", "Alder Systems", "2024", "240000000", "USD"),
            "$180m": ("Revenue", "Birch", "2023", "180000000", "USD"),
            "$175m": ("Revenue", "Birch", "2024", "175000000", "USD"),
        },
    ),
    Case(
        "short years and notes",
        "€m | FY23 | FY24*\nSales | 3,410 | 3,615\nFree cash flow | 280 | 301 [1]",
        {
            "3,410": ("Sales", "Castor Pumps", "FY2023", "3410000000", "EUR"),
            "3,615": ("Sales", "Castor Pumps", "FY2024", "3615000000", "EUR"),
            "280": ("Free cash flow", "Castor Pumps", "FY2023", "280000000", "EUR"),
            "301 [1]": ("Free cash flow", "Castor Pumps", "FY2024", "301000000", "EUR"),
        },
        about="Castor Pumps Ltd",
    ),
    Case(
        "gaps",
        "Company | 2023 | 2024\nAlder Systems Inc | n/a | 3.4\nBirch Corp | – | 2.9",
        {
            "3.4": ("Cloud spending", "Alder Systems", "2024", "3400000000", "USD"),
            "2.9": ("Cloud spending", "Birch", "2024", "2900000000", "USD"),
        },
        caption="Cloud spending ($bn)",
    ),
    Case(
        "guidance as ranges",
        " | 2025 guidance\nRevenue | $5.0bn to $5.2bn\nOperating margin | 17–18%",
        {
            "$5.0bn to $5.2bn": ("Revenue", "Castor Pumps", "2025", "5000000000", "USD"),
            "17–18%": ("Operating margin", "Castor Pumps", "2025", "17", "percent"),
        },
        about="Castor Pumps Ltd",
    ),
    Case(
        "one company a row, measures in columns",
        "Bank | Net income (bn euros) | Return on equity | Branches\n"
        "Alder Bank AG | 1.9 | 9.4% | 820\nBirch Bank AG | 2.4 | 11.0% | 1,130",
        {
            "1.9": ("Net income", "Alder Bank", None, "1900000000", "EUR"),
            "9.4%": ("Return on equity", "Alder Bank", None, "9.4", "percent"),
            "820": ("Branches", "Alder Bank", None, "820", "count"),
            "2.4": ("Net income", "Birch Bank", None, "2400000000", "EUR"),
            "11.0%": ("Return on equity", "Birch Bank", None, "11.0", "percent"),
            "1,130": ("Branches", "Birch Bank", None, "1130", "count"),
        },
    ),
    Case(
        "half years",
        "Traffic | 1H24 | 1H25\n"
        "Passengers (million) | 31.2 | 33.0\n"
        "Freight (thousand tonnes) | 410 | 395",
        {
            "31.2": ("Passengers", "Castor Air", "2024-H1", "31200000", "count"),
            "33.0": ("Passengers", "Castor Air", "2025-H1", "33000000", "count"),
            "410": ("Freight", "Castor Air", "2024-H1", "410000", "t"),
            "395": ("Freight", "Castor Air", "2025-H1", "395000", "t"),
        },
        about="Castor Air plc",
    ),
    Case(
        "a time in the caption",
        "Vendor | Units shipped (million) | Share\n"
        "Alder Systems Inc | 18.2 | 21%\n"
        "Birch Corp | 15.0 | 17%",
        {
            "18.2": ("Units shipped", "Alder Systems", "2024-Q4", "18200000", "count"),
            "21%": (None, "Alder Systems", "2024-Q4", "21", "percent"),
            "15.0": ("Units shipped", "Birch", "2024-Q4", "15000000", "count"),
            "17%": (None, "Birch", "2024-Q4", "17", "percent"),
        },
        caption="Tablet shipments, fourth quarter of 2024",
    ),
)
