#!/usr/bin/env python3
"""Splink on the same files as safekeep: link_peer.py SET FILE prints seconds, peak memory and cluster F1.

Run by tests/bench/link_peers.sh, which installs Splink; the settings are Splink's own advice for such data
(its example models for fake_1000 and historical_50k), u by sampling, m by EM in two sessions.
"""
import json, resource, sys, time

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

name, path = sys.argv[1], sys.argv[2]
began = time.time()
frame = pd.read_csv(path, dtype=str, skipinitialspace=True).rename(columns=str.strip)
if "unique_id" not in frame:
    frame["unique_id"] = range(len(frame))

COMPARE = {
    "fake_1000": [
        cl.NameComparison("first_name"), cl.NameComparison("surname"),
        cl.DateOfBirthComparison("dob", input_is_string=True), cl.EmailComparison("email"),
        cl.ExactMatch("city").configure(term_frequency_adjustments=True)],
    "historical_50k": [
        cl.NameComparison("first_name"), cl.NameComparison("surname"),
        cl.DateOfBirthComparison("dob", input_is_string=True), cl.PostcodeComparison("postcode_fake"),
        cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
        cl.ExactMatch("occupation").configure(term_frequency_adjustments=True)],
    "febrl3": [
        cl.NameComparison("given_name"), cl.NameComparison("surname"),
        cl.LevenshteinAtThresholds("date_of_birth", [1, 2]), cl.LevenshteinAtThresholds("soc_sec_id", [1, 2]),
        cl.ExactMatch("street_number"), cl.LevenshteinAtThresholds("postcode", [1, 2])],
    "syn_1m": [
        cl.JaroWinklerAtThresholds("first_name", [.9, .7]).configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("surname", [.9, .7]).configure(term_frequency_adjustments=True),
        cl.DateOfBirthComparison("dob", input_is_string=True), cl.PostcodeComparison("postcode"),
        cl.EmailComparison("email"), cl.ExactMatch("city").configure(term_frequency_adjustments=True)],
}
BLOCK = {
    "fake_1000": [("first_name",), ("surname",), ("dob",), ("email",)],
    "historical_50k": [
        ("substr(first_name,1,3)", "substr(surname,1,4)"), ("surname", "dob"), ("first_name", "dob"),
        ("postcode_fake", "first_name"), ("postcode_fake", "surname"), ("dob", "birth_place"),
        ("substr(postcode_fake,1,3)", "dob"), ("substr(postcode_fake,1,3)", "first_name"),
        ("substr(postcode_fake,1,3)", "surname"),
        ("substr(first_name,1,2)", "substr(surname,1,2)", "substr(dob,1,4)")],
    "febrl3": [("given_name", "surname"), ("date_of_birth",), ("soc_sec_id",), ("surname", "postcode")],
    "syn_1m": [("first_name", "surname"), ("surname", "dob"), ("first_name", "dob"), ("postcode", "first_name"),
               ("postcode", "surname"), ("email",), ("postcode", "dob")],
}
SESSIONS = {"fake_1000": [("first_name", "surname"), ("dob",)],
            "historical_50k": [("first_name", "surname"), ("dob",)],
            "febrl3": [("given_name", "surname"), ("date_of_birth",)],
            "syn_1m": [("first_name", "surname"), ("dob", "postcode")]}

settings = SettingsCreator(link_type="dedupe_only", comparisons=COMPARE[name],
                           blocking_rules_to_generate_predictions=[block_on(*b) for b in BLOCK[name]],
                           em_convergence=1e-3)
linker = Linker(frame, settings, db_api=DuckDBAPI())
linker.training.estimate_probability_two_random_records_match(
    [block_on(*SESSIONS[name][0], *SESSIONS[name][1])], recall=.6)
linker.training.estimate_u_using_random_sampling(max_pairs=2e6)
for rule in SESSIONS[name]:
    linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
pairs = linker.inference.predict(threshold_match_probability=.95)
clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, .95).as_pandas_dataframe()
seconds = time.time() - began


def pairs_in(group):
    n = group.value_counts()
    return int((n * (n - 1) // 2).sum())


truth, called = clusters["cluster"], clusters["cluster_id"]
right = pairs_in(truth.astype(str) + " " + called.astype(str))
precision, recall = right / pairs_in(called), right / pairs_in(truth)
print(json.dumps({"set": name, "seconds": round(seconds, 2), "f1": round(2 * precision * recall / (precision + recall), 4),
                  "precision": round(precision, 4), "recall": round(recall, 4),
                  "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
