import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/** Judge many PDFs in one Java machine against one of veraPDF's profiles. */
public final class VeraPdfBatch {
    /** How often one broken rule is told; a rule broken on every page would drown the others. */
    private static final int TOLD_PER_RULE = 5;

    private VeraPdfBatch() {}

    public static void main(String[] arguments) throws Exception {
        List<String> paths = new ArrayList<>(Arrays.asList(arguments));
        String profile = "ua1";
        if (paths.size() > 1 && paths.get(0).equals("--profile")) {
            profile = paths.get(1);
            paths = paths.subList(2, paths.size());
        }
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
        if (paths.isEmpty() || flavour == PDFAFlavour.NO_FLAVOUR) {
            System.err.println("usage: scripts/checkers/verapdf [--profile ua1|ua2|1a|2a|2b|2u|3a|3b|3u|4] FILE...");
            System.exit(2);
        }
        PrintStream answer = System.out;
        System.setOut(System.err);
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();

        List<Map<String, Object>> verdicts = new ArrayList<>();
        boolean allValid = true;
        for (String path : paths) {
            Map<String, Object> verdict = judge(path, flavour);
            verdicts.add(verdict);
            allValid &= (Boolean) verdict.get("valid");
        }
        answer.write(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(verdicts));
        answer.println();
        answer.flush();
        System.exit(allValid ? 0 : 1);
    }

    private static Map<String, Object> judge(String path, PDFAFlavour flavour) {
        boolean valid = false;
        List<Map<String, Object>> findings = new ArrayList<>();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour);
                PDFAValidator validator = Foundries.defaultInstance()
                        .createValidator(flavour, TOLD_PER_RULE, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            valid = result.isCompliant();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    RuleId rule = assertion.getRuleId();
                    String message = assertion.getErrorMessage();
                    findings.add(finding("error", rule.getClause() + "-" + rule.getTestNumber(),
                            assertion.getLocation().getContext(), message == null ? assertion.getMessage() : message));
                }
            }
        } catch (Exception | StackOverflowError reason) {
            valid = false;
            findings.add(finding("fatal", "not parsed", "", reason.toString()));
        }
        Map<String, Object> verdict = new LinkedHashMap<>();
        verdict.put("path", path);
        verdict.put("valid", valid);
        verdict.put("findings", findings);
        return verdict;
    }

    private static Map<String, Object> finding(String severity, String rule, String place, String text) {
        Map<String, Object> finding = new LinkedHashMap<>();
        finding.put("severity", severity);
        finding.put("rule", rule);
        finding.put("place", place);
        finding.put("text", text);
        return finding;
    }
}
