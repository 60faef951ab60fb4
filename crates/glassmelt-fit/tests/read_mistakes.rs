//! Every mistake in a table is answered by one sentence: place, what stands there, what would be right.

use glassmelt_fit::read::{ReadError, ReadOptions, read_curve, read_file};

fn refuse(text: impl AsRef<[u8]>) -> ReadError {
    refuse_with(text, &ReadOptions::default())
}

fn refuse_with(text: impl AsRef<[u8]>, options: &ReadOptions) -> ReadError {
    read_curve("v.csv", text.as_ref(), options).expect_err("the table should be refused")
}

/// The sentence for a table with one row (line 3) changed.
fn with_row(row: &str) -> String {
    refuse(format!(
        "T_K,log10_eta_Pa_s\n300,1\n{row}\n280,3\n270,4\n250,7\n"
    ))
    .to_string()
}

/// The sentence for a header above good rows.
fn with_header(header: &str) -> String {
    refuse(format!("{header}\n300,1\n290,2\n280,3\n270,4\n")).to_string()
}

#[track_caller]
fn says(error: &ReadError, sentence: &str) {
    assert_eq!(error.to_string(), sentence);
}

#[test]
fn an_empty_file_is_told_what_a_table_is() {
    let sentence =
        "v.csv is empty; expected a header such as T_K,log10_eta_Pa_s and at least 4 rows";
    for text in [
        "",
        "\n\n",
        "\u{FEFF}",
        "# only a comment\n",
        " \t \r\n",
        ",,,\n",
    ] {
        says(&refuse(text), sentence);
    }
}

#[test]
fn a_header_without_rows_is_told_so() {
    says(
        &refuse("T_K,log10_eta_Pa_s\n# nothing yet\n"),
        "v.csv has a header but no rows; expected at least 4 rows of numbers",
    );
}

#[test]
fn three_points_are_too_few() {
    says(
        &refuse("T_K,log10_eta_Pa_s\n300,1\n290,2\n280,3"),
        "v.csv has 3 points; expected at least 4, one more than a law with three parameters",
    );
}

#[test]
fn binary_files_are_named_for_what_they_are() {
    says(
        &refuse(b"PK\x03\x04\x14\x00"),
        "v.csv is a zip archive or a spreadsheet (xlsx, ods), not text; \
         expected a table saved as CSV or TSV",
    );
    says(
        &refuse(b"\x01\x02\x00\x03\xFF"),
        "v.csv is a binary file, not text; expected a table saved as CSV or TSV",
    );
}

#[test]
fn a_table_without_names_is_shown_how_to_name_them() {
    says(
        &refuse("# measured in May\n300.5,1\n290,2\n280,3\n270,4\n"),
        "v.csv, line 2: the first row holds the number \"300.5\" where names were expected; \
         begin the table with a header such as T_K,log10_eta_Pa_s, or give temperature-column, \
         temperature-unit, value-column and value-unit",
    );
}

#[test]
fn a_missing_role_lists_what_is_there() {
    assert_eq!(
        with_header("Tg_K,log10_eta_Pa_s"),
        "v.csv, line 1: no column gives the temperature; found Tg_K, log10_eta_Pa_s; \
         expected T_K or T_C, or choose with temperature-column"
    );
    assert_eq!(
        with_header("T_K,density"),
        "v.csv, line 1: no column gives the viscosity or relaxation time; found T_K, density; \
         expected eta_Pa_s, eta_poise, log10_eta_Pa_s, log10_eta_poise, tau_s or log10_tau_s, \
         or choose with value-column"
    );
}

#[test]
fn a_unit_left_open_is_refused_and_not_guessed() {
    assert_eq!(
        with_header("T_K,log10_eta"),
        "v.csv, line 1, column log10_eta: the header does not say its unit; expected a name such as \
         eta_Pa_s, eta_poise, log10_eta_Pa_s or log10_eta_poise, or value-unit pa-s, poise, \
         log10-pa-s or log10-poise"
    );
    assert_eq!(
        with_header("T,eta_Pa_s"),
        "v.csv, line 1, column T: the header does not say its unit; expected a name such as T_K or \
         T_C, or temperature-unit K or C"
    );
    assert_eq!(
        with_header("T_K,log tau (s)"),
        "v.csv, line 1, column log tau (s): the header says log but not whether log10 or ln; \
         expected a name such as tau_s or log10_tau_s, or value-unit s or log10-s"
    );
}

#[test]
fn two_columns_of_one_role_are_refused() {
    let text = "T_K,T_C,eta_Pa_s\n300,27,1\n";
    says(
        &refuse(text),
        "v.csv, line 1: columns T_K and T_C both give the temperature; keep one, \
         or choose with temperature-column",
    );
    let text = "T_K,eta_Pa_s,error,sigma\n300,27,1,1\n";
    says(
        &refuse(text),
        "v.csv, line 1: columns error and sigma both give the error; keep one, \
         or choose with error-column",
    );
}

#[test]
fn an_option_that_names_no_column_lists_the_columns() {
    for wanted in ["eta", "0", "3", "-1", ""] {
        let options = ReadOptions {
            value_column: Some(wanted.to_owned()),
            ..ReadOptions::default()
        };
        let error = refuse_with("T_K,eta_Pa_s\n300,1\n", &options);
        says(
            &error,
            &format!(
                "v.csv, line 1: there is no column {wanted:?} for the viscosity or relaxation time; \
                 expected one of T_K, eta_Pa_s, or a number from 1 to 2"
            ),
        );
    }
}

#[test]
fn one_column_cannot_have_two_roles() {
    let options = ReadOptions {
        error_column: Some("2".to_owned()),
        ..ReadOptions::default()
    };
    says(
        &refuse_with("T_K,eta_Pa_s\n300,1\n", &options),
        "v.csv, line 1, column eta_Pa_s: it was chosen both for the viscosity or relaxation time and \
         for the error; expected a column for each",
    );
}

#[test]
fn an_option_may_not_contradict_the_header() {
    let options = ReadOptions {
        value_unit: "log10-poise".parse().ok(),
        ..ReadOptions::default()
    };
    says(
        &refuse_with("T_K,log10_eta_Pa_s\n300,1\n", &options),
        "v.csv, line 1, column log10_eta_Pa_s: the header says log10-pa-s but the unit asked for is \
         log10-poise; expected one and the same",
    );
}

#[test]
fn a_cell_that_is_no_number_is_shown_with_its_place() {
    assert_eq!(
        with_row("290,about 2"),
        "v.csv, line 3, column log10_eta_Pa_s: \"about 2\" is not a number; \
         expected a decimal number such as 12.3"
    );
    assert_eq!(
        with_row("290,\"12,3\""),
        "v.csv, line 3, column log10_eta_Pa_s: \"12,3\" is not a number; expected a decimal number \
         such as 12.3 (decimal commas need ';' or a tab between columns)"
    );
}

#[test]
fn the_line_is_right_after_blank_lines_comments_and_cells_of_several_lines() {
    let text = "# a\n\nT_K,remark,eta_Pa_s\n  # b \"\n300,\"two\nlines\",1\n\n\n# c\n290,x,no\n";
    assert!(
        refuse(text)
            .to_string()
            .starts_with("v.csv, line 10, column eta_Pa_s: \"no\"")
    );
    for ending in ["\r\n", "\r"] {
        let error = refuse(text.replace('\n', ending));
        assert!(error.to_string().starts_with("v.csv, line 10, "), "{error}");
    }
}

#[test]
fn decimal_commas_between_commas_are_explained() {
    assert_eq!(
        with_row("290,12,3"),
        "v.csv, line 3: 3 cells stand under 2 names, the first without a name being \"3\"; expected \
         one cell for each name (decimal commas need ';' or a tab between columns)"
    );
}

#[test]
fn missing_values_are_refused_by_their_place() {
    let place = "v.csv, line 3, column log10_eta_Pa_s";
    for row in ["290,", "290", "290,  ", "290,\"\""] {
        let sentence = format!("{place}: the cell is empty; expected a number in every row");
        assert_eq!(with_row(row), sentence);
    }
    for word in ["NaN", "n/a", "-", "NA"] {
        let sentence =
            format!("{place}: {word:?} marks a missing value; expected a number in every row");
        assert_eq!(with_row(&format!("290,{word}")), sentence);
    }
    for word in ["inf", "-inf", "1e400"] {
        let sentence = format!(
            "{place}: {word:?} is not a finite number; expected a decimal number such as 12.3"
        );
        assert_eq!(with_row(&format!("290,{word}")), sentence);
    }
}

#[test]
fn thousands_separators_are_refused() {
    assert_eq!(
        with_row("\"1,290.5\",2"),
        "v.csv, line 3, column T_K: \"1,290.5\" groups its digits; expected the same number without \
         thousands separators"
    );
    let semicolons = "T_K;eta_Pa_s\n300,5;1\n1.290,5;2\n280;3\n270;4\n";
    assert!(matches!(
        refuse(semicolons),
        ReadError::GroupedDigits { .. }
    ));
}

#[test]
fn two_decimal_marks_in_one_table_are_refused() {
    says(
        &refuse("T_K;eta_Pa_s\n300,5;1\n290;1.234\n"),
        "v.csv, line 3, column eta_Pa_s: \"1.234\" has a decimal point where an earlier cell has a \
         decimal comma; expected one decimal mark in the whole table",
    );
}

#[test]
fn a_quote_that_never_closes_swallows_nothing() {
    says(
        &refuse("T_K,eta_Pa_s,remark\n300,1,\"fine\n290,2,x\n280,3,x\n270,4,x\n260,5,x\n"),
        "v.csv, line 2: a quote opens here and never closes; \
         expected a second \" before the end of the cell",
    );
}

#[test]
fn names_with_blanks_do_not_fit_a_table_of_blanks() {
    says(
        &refuse("T (K)  log10 eta (Pa s)\n300  1\n290  2\n280  3\n270  4\n"),
        "v.csv, line 2: 2 cells stand under 6 names; where blanks separate the columns every row must \
         be full and every name one word, such as T_K or log10_eta_Pa_s",
    );
    says(
        &refuse("T_K  log10 eta_Pa_s\n300  1\n290  2\n280  3\n270  4\n"),
        "v.csv, line 2: 2 cells stand under 3 names; where blanks separate the columns every row must \
         be full and every name one word, such as T_K or log10_eta_Pa_s",
    );
}

#[test]
fn numbers_that_nothing_measured_can_have_are_refused() {
    assert_eq!(
        with_row("-20,5"),
        "v.csv, line 3, column T_K: \"-20\" is impossible; expected a temperature above 0 K \
         (a column in Celsius is named T_C or so)"
    );
    says(
        &refuse("T_C,eta_Pa_s\n-274,1\n"),
        "v.csv, line 2, column T_C: \"-274\" is impossible; expected a temperature above -273.15 C",
    );
    says(
        &refuse("T_K,eta_Pa_s\n300,0\n"),
        "v.csv, line 2, column eta_Pa_s: \"0\" is impossible; expected a number above zero \
         (a column of logarithms is named log10_eta_Pa_s, log10_tau_s or so)",
    );
    says(
        &refuse("T_K,log10_eta_Pa_s,error\n300,5,-0.1\n"),
        "v.csv, line 2, column error: \"-0.1\" is impossible; expected a number above zero",
    );
    assert_eq!(
        with_row("290,1.5e7"),
        "v.csv, line 3, column log10_eta_Pa_s: \"1.5e7\" cannot be a logarithm; expected a number \
         below 1000, or a linear column such as eta_Pa_s or tau_s"
    );
}

#[test]
fn optional_columns_are_checked_like_the_others() {
    for (header, row) in [
        ("T_K,eta_Pa_s,G_GPa", "300,1,0"),
        ("T_K,eta_Pa_s,S_J_mol_K", "300,1,-3"),
        (
            "T_K,eta_Pa_s,cp_liquid_J_mol_K,cp_glass_J_mol_K",
            "300,1,80,-2",
        ),
    ] {
        let error = refuse(format!("{header}\n{row}\n"));
        assert!(matches!(error, ReadError::Impossible { .. }), "{error}");
    }
    let error = refuse("T_K,eta_Pa_s,G_GPa\n300,1,\n");
    assert!(matches!(error, ReadError::Missing { .. }), "{error}");
}

#[test]
fn a_long_cell_is_shortened_in_the_sentence() {
    let sentence = with_row(&format!("290,{}", "x".repeat(5000)));
    assert!(sentence.len() < 200, "{sentence}");
}

#[test]
fn a_file_that_is_not_there_says_so() {
    let error = read_file("no such folder/v.csv", &ReadOptions::default()).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("no such folder/v.csv cannot be read: "),
        "{error}"
    );
}
