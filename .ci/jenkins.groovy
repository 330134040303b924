// Runs pieces of Jenkinsfiles: `sh` as Jenkins does, and in place of the steps that plugins bring some that read the report they are given.
// Arguments: files. Prints the roots of the reports.

class Steps {
  def read = []

  def stage(String name, Closure body) { run(body) }

  def steps(Closure body) { run(body) }

  def sh(String script) {
    def code = new ProcessBuilder('bash', '-xe', '-c', script).inheritIO().redirectError(new File('/dev/null')).start().waitFor()
    if (code != 0) throw new RuntimeException("script returned exit code $code: $script")
  }

  def checkStyle(Map options) { report(options.pattern, 'checkstyle') { it.file.error.size() } }

  def recordIssues(Map options) {
    assert options.keySet() == ['tools', 'qualityGates'] as Set && options.tools.every { it > 0 }
    assert options.qualityGates.every { it.keySet() == ['threshold', 'type', 'unstable'] as Set }
  }

  def junit(String pattern) { report(pattern, 'testsuites') { it.testsuite.testcase.failure.size() } }

  private report(String file, String root, Closure findings) {
    def parsed = new XmlParser().parse(new File(file))
    assert parsed.name() == root && findings(parsed) > 0
    read << (root == 'testsuites' ? 'junit' : root)
    findings(parsed)
  }

  private run(Closure body) {
    body.delegate = this
    body.resolveStrategy = Closure.DELEGATE_FIRST
    body()
  }
}

def steps = new Steps()
for (file in args) {
  def script = new GroovyShell().parse(new File(file))
  script.metaClass.methodMissing = { String name, arguments -> steps.invokeMethod(name, arguments) }
  script.run()
}
println steps.read.join(', ')
