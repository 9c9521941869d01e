import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.messages.Severity;
import com.adobe.epubcheck.util.FeatureEnum;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Judge many EPUBs in one Java machine: starting it costs more than most books do. */
public final class EpubCheckBatch {
    /** Keeps the findings of one book in the order EPUBCheck tells them; usage notes are no findings. */
    private static final class Findings extends MasterReport {
        final List<Map<String, Object>> all = new ArrayList<>();
        boolean valid = true;

        Findings(String path) {
            setEpubFileName(path);
            setLocale(Locale.ENGLISH);
        }

        @Override
        public void message(Message message, EPUBLocation location, Object... arguments) {
            Severity severity = message.getSeverity();
            if (severity == Severity.USAGE || severity == Severity.SUPPRESSED) {
                return;
            }
            valid &= severity != Severity.ERROR && severity != Severity.FATAL;
            Map<String, Object> finding = new LinkedHashMap<>();
            finding.put("severity", severity.toString().toLowerCase(Locale.ROOT));
            finding.put("rule", message.getID().toString());
            finding.put("place", location.getPath() + ":" + location.getLine() + ":" + location.getColumn());
            finding.put("text", message.getMessage(arguments));
            all.add(finding);
        }

        void crashed(Throwable reason) {
            valid = false;
            all.add(Map.of("severity", "fatal", "rule", "crash", "place", "", "text", reason.toString()));
        }

        @Override
        public void info(String resource, FeatureEnum feature, String value) {}

        @Override
        public int generate() {
            return 0;
        }

        @Override
        public void initialize() {}
    }

    private EpubCheckBatch() {}

    public static void main(String[] paths) throws Exception {
        if (paths.length == 0) {
            System.err.println("usage: scripts/checkers/epubcheck FILE...");
            System.exit(2);
        }
        PrintStream answer = System.out;
        System.setOut(System.err);
        Locale.setDefault(Locale.ENGLISH);

        List<Map<String, Object>> verdicts = new ArrayList<>();
        boolean allValid = true;
        for (String path : paths) {
            Findings findings = new Findings(path);
            try {
                new EpubCheck(new File(path), findings).doValidate();
            } catch (Exception | StackOverflowError reason) {
                findings.crashed(reason);
            }
            Map<String, Object> verdict = new LinkedHashMap<>();
            verdict.put("path", path);
            verdict.put("valid", findings.valid);
            verdict.put("findings", findings.all);
            verdicts.add(verdict);
            allValid &= findings.valid;
        }
        answer.write(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(verdicts));
        answer.println();
        answer.flush();
        System.exit(allValid ? 0 : 1);
    }
}
