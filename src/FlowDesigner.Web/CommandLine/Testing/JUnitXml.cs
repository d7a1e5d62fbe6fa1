using System.Globalization;
using System.Text;
using System.Xml;
using FlowEngine.Testing;

namespace FlowDesigner.Web.CommandLine.Testing;

/// <summary>
/// Results of flow tests as JUnit XML, as CI servers read it: a suite for each bot, a case for each test. The format is
/// that of the schema of Jenkins' xUnit plug-in (jenkins-junit.xsd).
/// </summary>
internal static class JUnitXml
{
    public static byte[] Write(IReadOnlyList<FlowTestReport> reports)
    {
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        };
        using (var xml = XmlWriter.Create(bytes, settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "FlowStudio");
            WriteCounts(xml, [.. reports.SelectMany(r => r.Results)]);
            foreach (var report in reports)
            {
                WriteSuite(xml, report);
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void WriteSuite(XmlWriter xml, FlowTestReport report)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", report.BotId);
        WriteCounts(xml, report.Results);
        foreach (var result in report.Results)
        {
            WriteCase(xml, report.BotId, result);
        }

        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, string botId, FlowTestResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Clean(result.Name));
        xml.WriteAttributeString("classname", $"{botId}.{result.Id}");
        xml.WriteAttributeString("time", Seconds(result.Duration));
        if (result.Failure is { } failure)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", Clean(failure.Message));
            xml.WriteAttributeString("type", "expectation");
            xml.WriteString(Clean(string.Join('\n', TestOutput.Lines(failure))));
            xml.WriteEndElement();
        }

        if (result.Transcript.Count > 0)
        {
            xml.WriteElementString("system-out", Clean(string.Join('\n', TestOutput.Lines(result.Transcript))));
        }

        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyList<FlowTestResult> results)
    {
        xml.WriteAttributeString("tests", results.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", results.Count(r => !r.Passed).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("time", Seconds(results.Aggregate(TimeSpan.Zero, (sum, r) => sum + r.Duration)));
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>XML 1.0 has no way to write most control characters and half surrogates: what was said may hold them.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                clean.Append(text[i]);
            }
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                clean.Append(text, i++, 2);
            }
            else
            {
                clean.Append('\uFFFD');
            }
        }

        return clean.ToString();
    }
}
