using System.Globalization;
using System.Text;
using System.Xml;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Replication;

/// <summary>A value of msDS-ReplAttributeMetaData: one DS_REPL_ATTR_META_DATA as XML ([MS-ADTS] 3.1.1.4.5.19, [MS-DRSR] 4.1.13.1.10). Windows has it, Samba has not.</summary>
internal static class MetadataXml
{
    private const int MaximumLength = 16 * 1024;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaximumLength,
    };

    /// <summary>The attribute's name and its last change.</summary>
    public static Result<(string Attribute, AttributeChange Change)> Parse(ReadOnlySpan<byte> value)
    {
        value = value.TrimEnd("\0\n\r "u8);
        if (value.Length is 0 or > MaximumLength || !System.Text.Unicode.Utf8.IsValid(value))
            return Malformed("length or encoding");

        try
        {
            return Read(ReadFields(Encoding.UTF8.GetString(value)));
        }
        catch (XmlException)
        {
            return Malformed("XML");
        }
    }

    private static Dictionary<string, string> ReadFields(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        reader.ReadStartElement("DS_REPL_ATTR_META_DATA");
        while (reader.MoveToContent() == XmlNodeType.Element)
            fields[reader.Name] = reader.ReadElementContentAsString();
        reader.ReadEndElement();
        return fields;
    }

    private static Result<(string Attribute, AttributeChange Change)> Read(Dictionary<string, string> fields)
    {
        if (!fields.TryGetValue("pszAttributeName", out var attribute)
            || !TryNumber(fields, "dwVersion", out var version)
            || !TryNumber(fields, "usnOriginatingChange", out var usn)
            || !fields.TryGetValue("uuidLastOriginatingDsaInvocationID", out var id) || !Guid.TryParse(id, out var invocation)
            || !fields.TryGetValue("ftimeLastOriginatingChange", out var time)
            || !DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var changed))
            return Malformed("field");

        var dsa = fields.GetValueOrDefault("pszLastOriginatingDsaDN");
        return (attribute, new AttributeChange
        {
            Version = version,
            ChangedOn = changed,
            InvocationId = invocation,
            OriginatingUsn = usn,
            OriginatingDsaDn = string.IsNullOrEmpty(dsa) ? null : dsa,
        });
    }

    private static bool TryNumber(Dictionary<string, string> fields, string name, out long value)
    {
        value = 0;
        return fields.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static Refusal Malformed(string part) => new(Catalogue.ActiveDirectory.MetadataMalformed, part);
}
