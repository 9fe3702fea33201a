"""Text, dates and the shape of the language: Excel's definitions on Unicode text in form NFC."""

from datetime import date

from case import INVALID, MISSING, NIL, columns, text

DECOMPOSED = "Ha\u0300 No\u0323\u0302i"   # "Hà Nội" as some input methods type it


def texts(cases):
    why = "Excel's definition, characters counted as code points in form NFC"
    cases.table("text", why, [
        ('LEN("Đà Nẵng")', "7"), ('LEN("")', "0"), (f'LEN("{DECOMPOSED}")', "6"),
        ('LEFT("Thừa Thiên Huế";4)', text("Thừa")), ('LEFT("abc")', text("a")),
        ('LEFT("abc";0)', text("")), ('LEFT("abc";9)', text("abc")), ('LEFT("abc";-1)', "#VALUE!"),
        ('RIGHT("Thừa Thiên Huế";3)', text("Huế")), ('RIGHT("abc")', text("c")),
        ('RIGHT("abc";-1)', "#VALUE!"), ('MID("Cần Thơ";5;3)', text("Thơ")),
        ('MID("abc";2;99)', text("bc")), ('MID("abc";9;1)', text("")), ('MID("abc";0;1)', "#VALUE!"),
        ('MID("abc";1;-1)', "#VALUE!"), ('TRIM("  a   b  ")', text("a b")), ('TRIM("")', text("")),
        ('UPPER("đắk lắk")', text("ĐẮK LẮK")), ('LOWER("ĐẮK LẮK")', text("đắk lắk")),
        ('PROPER("hà nội")', text("Hà Nội")), ('PROPER("BÀ RỊA-vũng tàu")', text("Bà Rịa-Vũng Tàu")),
        ('CONCAT("a";"b";"c")', text("abc")), ('TEXTJOIN("; ";TRUE;"a";"";"b")', text("a; b")),
        ('TEXTJOIN("-";FALSE;"a";"";"b")', text("a--b")), ('FIND("M";"Miriam McGovern")', "1"),
        ('FIND("m";"Miriam McGovern")', "6"), ('FIND("M";"Miriam McGovern";3)', "8"),
        ('FIND("x";"abc")', "#VALUE!"), ('FIND("ộ";"Hà Nội")', "5"), ('FIND("a";"abc";0)', "#VALUE!"),
        ('SEARCH("e";"Statements";6)', "7"), ('SEARCH("NỘI";"Hà Nội")', "4"),
        ('SEARCH("b?d";"abcd")', "2"), ('SEARCH("x";"abc")', "#VALUE!"),
        ('SUBSTITUTE("Sales Data";"Sales";"Cost")', text("Cost Data")),
        ('SUBSTITUTE("Quý 1, 1";"1";"2";1)', text("Quý 2, 1")),
        ('SUBSTITUTE("1-1-1";"1";"2")', text("2-2-2")), ('SUBSTITUTE("abc";"x";"y")', text("abc")),
        ('REPLACE("abcdefghijk";6;5;"*")', text("abcde*k")), ('REPLACE("2009";3;2;"10")', text("2010")),
        ('REPLACE("123456";1;3;"@")', text("@456")), ('REPT("ab";3)', text("ababab")),
        ('REPT("ab";0)', text("")), ('REPT("ab";-1)', "#VALUE!"), ('EXACT("a";"A")', False),
        ('EXACT("a";"a")', True), (f'EXACT("{DECOMPOSED}";"Hà Nội")', True),
        (f'"{DECOMPOSED}"="HÀ NỘI"', True), ('"a"="b"', False), ('"a"<"b"', True),
        ('"a"&"b"="AB"', True), ('VALUE("12.5")', "12.5"), ('VALUE("-3")', "-3"),
        ('VALUE("abc")', "#VALUE!"), ('VALUE("")', "#VALUE!"), ('TEXT(1234.567;"0.00")', text("1234.57")),
        ('TEXT(0.285;"0.0%")', text("28.5%")), ('TEXT(5;"000")', text("005")), ('TEXT(2.5;"0")', text("3")),
        ('TEXT(-2.5;"0")', text("-3")), ('TEXT(1234567;"#,##0")', text("1,234,567")),
        ('MATCHES("123";"^[0-9]{3}$")', True), ('MATCHES("12a";"^[0-9]{3}$")', False),
        ('MATCHES("Xã A";"^(Xã|Phường) .*$")', True), ('1&2', text("12")), ('1.50&"a"', text("1.5a")),
        ('TRUE&"!"', text("TRUE!")), ('"say ""hi"""', text('say "hi"')), ('""', text(""))])
    for name, rest in [("LEN", ""), ("UPPER", ""), ("LEFT", ";1"), ("TRIM", "")]:
        cases.add("text", f"{name}([1]{rest})", MISSING, "a missing text stays missing", "zero")
        cases.add("text", f"{name}(\"a\"&1/0{rest})", "#DIV/0!", "errors propagate")
    cases.add("text", "[1]&\"a\"", MISSING, "& with MISSING is MISSING")
    cases.add("text", "[1]&\"a\"", text("0a"), "nil is 0, and 0 & a is 0a", cells=columns(NIL))
    cases.mistakes_of_type("type", "no implicit conversion (section 3)", [
        '"1"+1', '1+TRUE', '-"a"', '"5"%', 'LEN(5)', 'ABS("1")', '1="1"', 'TRUE=1', 'SQRT(TRUE)',
        'ROUND("1";0)', 'YEAR("2025-01-01")', 'UPPER(1)'])
    for expr in ['[1]+1', '-[1]', '[1]%', 'ROUND([1];0)', 'ABS([1])', '[1]<5']:
        cases.add("type", expr, "#VALUE!", "a text cell is no number", cells=columns(text("5")))
        cases.add("type", expr, "#VALUE!", "a logical cell is no number",
                  cells=columns({"logical": True}))


def days_between(a, b):
    return str((date(*b) - date(*a)).days)


def dates(cases):
    why = "Excel's definition; a date is its own type (section 8)"
    day = "DATE(2025;12;15)"
    cases.table("date", why, [
        (f"YEAR({day})", "2025"), (f"MONTH({day})", "12"), (f"DAY({day})", "15"),
        ("DAY(DATE(2025;1;35))", "4"), ("MONTH(DATE(2025;1;35))", "2"), ("YEAR(DATE(2025;14;2))", "2026"),
        ("MONTH(DATE(2025;14;2))", "2"), ("DAY(DATE(2025;3;0))", "28"), ("DAY(DATE(2024;3;0))", "29"),
        ("DATE(2025;1;1)=DATEVALUE(\"2025-01-01\")", True), ("DATEVALUE(\"2025-02-30\")", "#VALUE!"),
        ("DATEVALUE(\"abc\")", "#VALUE!"), ("EDATE(DATE(2024;1;31);1)=DATE(2024;2;29)", True),
        ("EDATE(DATE(2025;1;31);1)=DATE(2025;2;28)", True), ("EDATE(DATE(2025;3;31);-1)=DATE(2025;2;28)", True),
        ("EDATE(DATE(2025;5;15);12)=DATE(2026;5;15)", True), ("EOMONTH(DATE(2025;1;1);0)=DATE(2025;1;31)", True),
        ("EOMONTH(DATE(2025;1;31);1)=DATE(2025;2;28)", True), ("EOMONTH(DATE(2024;3;5);-1)=DATE(2024;2;29)", True),
        ("DAYS(DATE(2025;12;31);DATE(2025;1;1))", days_between((2025, 1, 1), (2025, 12, 31))),
        ("DAYS(DATE(2024;3;1);DATE(2024;2;1))", "29"), ("DAYS(DATE(2025;1;1);DATE(2025;1;2))", "-1"),
        ("DAYS(DATE(1900;3;1);DATE(1900;2;1))", "28"), ("DAY(EOMONTH(DATE(1900;2;1);0))", "28"),
        ("DATEDIF(DATE(2001;6;1);DATE(2002;8;15);\"Y\")", "1"), ("DATEDIF(DATE(2001;6;1);DATE(2002;8;15);\"M\")", "14"),
        ("DATEDIF(DATE(2001;6;1);DATE(2002;8;15);\"D\")", days_between((2001, 6, 1), (2002, 8, 15))),
        ("DATEDIF(DATE(2001;6;1);DATE(2002;8;15);\"YM\")", "2"), ("DATEDIF(DATE(2001;6;1);DATE(2002;8;15);\"YD\")", "75"),
        ("DATEDIF(DATE(2001;6;1);DATE(2002;8;15);\"MD\")", "14"),
        ("DATEDIF(DATE(2002;1;1);DATE(2001;1;1);\"D\")", "#NUM!"), (f"WEEKDAY({day})", "2"), (f"WEEKDAY({day};1)", "2"),
        (f"WEEKDAY({day};2)", "1"), (f"WEEKDAY({day};3)", "0"), ("WEEKDAY(DATE(2025;12;14))", "1"),
        ("WEEKDAY(DATE(2025;12;14);2)", "7")])
    for y, m, d in [(2025, 12, 15), (2021, 1, 3), (2020, 12, 31), (2024, 12, 30), (2026, 1, 1), (2016, 1, 1)]:
        cases.add("date", f"ISOWEEKNUM(DATE({y};{m};{d}))", str(date(y, m, d).isocalendar()[1]), "ISO 8601")
    cases.table("date", "dates compare by day, and are no numbers", [
        ("DATE(2025;1;1)<DATE(2025;1;2)", True), ("DATE(2025;1;1)=DATE(2025;1;1)", True),
        ("DATE(2025;1;1)>DATE(2025;1;2)", False)])
    cases.mistakes_of_type("date", "a date is no number (section 8)",
                           ["DATE(2025;1;1)+1", "DATE(2025;1;1)=45658"])
    cases.add("date", "YEAR(EDATE(DATE(2025;1;1);[1]))", MISSING, "a missing number of months")


def letter_case(cases):
    day = "DATE(2025;2;5)"
    cases.table("date", "Excel: codes of days and units of DATEDIF in any letter case", [
        (f'TEXT({day};"DD/MM/YYYY")', text("05/02/2025")), (f'TEXT({day};"Dd-mM-yY")', text("05-02-25")),
        (f'TEXT({day};"D.M.YYYY")', text("5.2.2025"))] + [
        (f'DATEDIF(DATE(2001;6;1);DATE(2002;8;15);"{unit}")', expected) for unit, expected in [
            ("y", "1"), ("m", "14"), ("yM", "2"), ("Ym", "2"), ("md", "14"), ("Md", "14"), ("yD", "75")]])
    for form in ["0.00E+00", "# ?/?", "0;-0", "mmm", "dddd", "h:mm", "0,", "$0", "[Red]0"]:
        cases.add("text", f'TEXT(1;"{form}")', INVALID, "a format that is not offered")


def conversions(cases):
    for expr, expected, why in [
            ("CONVERT([5];\"đồng\")", "2500000", "2.5 triệu đồng"),
            ("CONVERT([5];\"nghìn đồng\")", "2500", "2.5 triệu đồng"),
            ("CONVERT([5];\"Tỷ đồng\")", "0.0025", "names of units in any letter case"),
            ("CONVERT([5];\"ha\")", INVALID, "money is no area"),
            ("CONVERT([5];\"xu\")", INVALID, "there is no such unit"),
            ("[5]+CONVERT([5];\"đồng\")", INVALID, "two units of measure do not add up"),
            ("[5]*2=CONVERT([5];\"đồng\")", INVALID, "nor compare, multiplied or not")]:
        cases.add("convert", expr, expected, why, cells={"c5": "2.5"}, declared=True)
    cases.add("convert", "CONVERT([5];\"đồng\")", MISSING, "a missing figure stays missing", declared=True)
    cases.add("convert", "CONVERT([5];\"đồng\")", "#VALUE!", "a figure of no known unit",
              cells={"c5": "2.5"})


def grammar(cases):
    cases.table("grammar", "section 1", [
        ("=1+1", "2"), (" 1 + 1 ", "2"), ("sum(1,2)", "3"), ("Sum(1;2)", "3"), ("1.", INVALID), (".5", "0.5"),
        ("1E3", "1000"), ("1e-3", "0.001"), ("1.5E+2", "150"), ("true", True), ("(((7)))", "7"), ("1,5", INVALID),
        ("SUM (1;2)", INVALID), ("1 2", INVALID), ("", INVALID), ("(1", INVALID), ("1)", INVALID), ("SUM(1;2", INVALID),
        ("\"a", INVALID), ("[3", INVALID), ("[]", INVALID), ("[3]]", INVALID), ("abc", INVALID), ("@", INVALID),
        ("1+", INVALID), ("*1", INVALID), ("#WHAT!", INVALID), ("A1", INVALID), ("NOSUCH(1)", INVALID),
        ("ROUND(1;2;3)", INVALID), ("ABS()", INVALID), ("(3)=(4)+(5)+(6)", INVALID), ("RAND()", INVALID),
        ("NOW()", INVALID), ("TODAY()", INVALID), ("INDIRECT(\"c3\")", INVALID), ("OFFSET([3];1;1)", INVALID),
        ("12345678901234567890123456789012345", INVALID), ("'a'", INVALID), ("{1}", INVALID), ("1;2", INVALID)])
    cases.add("grammar", "(" * 65 + "1" + ")" * 65, INVALID, "at most 64 deep")
    cases.add("grammar", "(" * 60 + "1" + ")" * 60, "1", "60 deep is allowed")
    cases.add("grammar", "1" + "+1" * 2000, "2001", "a long sum of one level is not deep")
    cases.add("grammar", "1" + "+1" * 4100, INVALID, "more than 8,192 bytes")
    cases.add("grammar", "SUM(" + ";".join("1" * 255) + ")", "255", "255 arguments")
    cases.add("grammar", "SUM(" + ";".join("1" * 256) + ")", INVALID, "256 arguments")
    cases.add("grammar", "SUM([r1:r101.c1:c100])", INVALID, "more than 10,000 cells named")
    row = {"c3": "15", "c4": "4", "c5": "5", "c6": "6"}
    for expr, expected in [("[3]=[4]+[5]+[6]", True), ("[c3]=SUM([c4:c6])", True),
                           ("[3]<>SUM([c4,c6])", True), ("SUM([c4:c6,c3])", "30")]:
        cases.add("reference", expr, expected, "columns of the current row", cells=row)
    cases.add("reference", "[r1.c3]-[r2.c3]", "7", "cells with rows", cells={"r1.c3": "10", "r2.c3": "3"})
    cases.add("reference", "[r'G12.18'.c3]", "4", "a quoted code", cells={"rG12.18.c3": "4"})
    cases.add("reference", "[c'so luong']", "4", "a quoted code", cells={"cso luong": "4"})
    cases.add("reference", "SUM([r1,r3.c3])", "12", "a list of rows",
              cells={"r1.c3": "10", "r2.c3": "3", "r3.c3": "2"})
    cases.add("reference", "ROWCOUNT([r*])", "2", "rows that are there", cells={"r1.c3": "1", "r7.c4": "1"})
    cases.add("reference", "SUM([r*.c4:c6])", "21", "a block of rows and columns",
              cells={f"r{row}.c{column}": str(row + column - 3)
                     for row in (1, 2) for column in (4, 5, 6)})
    cases.add("reference", "[$rate]*2", "0.2", "a parameter", params={"rate": "0.1"})
    cases.add("reference", "[$rate]*2", MISSING, "a parameter not given")
    cases.add("reference", "['other'!3]", "#REF!", "another form, which is not there")
    cases.add("reference", "ROUND(([8]+[9])/[7]*100;1)", "93.3", "on-time rate, one decimal",
              cells={"c7": "15", "c8": "10", "c9": "4"})
    cases.add("reference", "ROUND([4]/[3]*100;1)", "0", "nil over a figure", cells={"c3": "1250", "c4": NIL})


def differences(cases):
    """What FORMULA.md section 8 does otherwise than Excel, one line of it after another."""
    for expr, expected, why in [
            ("3>2>1", INVALID, "comparison does not chain (Excel: FALSE)"),
            ("A1+1", INVALID, "references are bracketed form cells, not A1 addresses"),
            ("[1]+1", MISSING, "MISSING is not 0 (Excel: 1)"),
            ("[1]=0", MISSING, "nor equal to 0 (Excel: TRUE)"),
            ("SUM([c1:c3])", MISSING, "SUM of nothing is MISSING (Excel: 0)"),
            ("MIN([c1:c3])", MISSING, "MIN of nothing is MISSING (Excel: 0)"),
            ("MAX([c1:c3])", MISSING, "MAX of nothing is MISSING (Excel: 0)"),
            ('1+"1"', "#VALUE!", "no implicit conversion (Excel: 2)"),
            ("1+TRUE", "#VALUE!", "no implicit conversion (Excel: 2)"),
            ("0.1+0.2-0.3", "0", "decimal128 (Excel in brackets: 5.55E-17)"),
            ("9007199254740993-9007199254740992", "1", "34 digits (Excel: 15)"),
            ("1.000000000000000000000000000000001=1", False, "exact = (Excel: 15 digits)"),
            ("MOD(1;0.1)", "0", "decimal128 (binary residue: 0.1)"),
            ("ROUND(1.005;2)", "1.01", "decimal128, as Excel shows it"),
            ("AND(FALSE;1/0)", False, "AND absorbs errors (Excel: #DIV/0!)"),
            ("OR(1/0;TRUE)", True, "OR absorbs errors (Excel: #DIV/0!)"),
            ("AND(FALSE;MISSING)", False, "AND absorbs MISSING"),
            ('"Xã A"="Xã*"', False, "no wildcards in ="),
            (f'"{DECOMPOSED}"="Hà Nội"', True, "NFC before comparing (Excel: FALSE)"),
            ("DATE(2025;1;1)=45658", "#VALUE!", "a date is no serial number (Excel: TRUE)"),
            ("DAYS(DATE(1900;3;1);DATE(1900;2;28))", "1", "1900 was no leap year (Excel: 2)"),
            ("TODAY()", INVALID, "no volatile functions"), ("NOW()", INVALID, "no volatile functions"),
            ("RAND()", INVALID, "no volatile functions"), ('INDIRECT("c3")', INVALID, "no INDIRECT"),
            ("OFFSET([3];1;0)", INVALID, "no OFFSET"), ("#CYCLE!+1", "#CYCLE!", "an error of its own")]:
        cases.add("differs", expr, expected, why)
    cases.add("differs", "SUM([c1:c3])", "0", "zero is the policy that Excel has", "zero")


def all_cases(cases):
    texts(cases)
    dates(cases)
    letter_case(cases)
    conversions(cases)
    grammar(cases)
    differences(cases)
