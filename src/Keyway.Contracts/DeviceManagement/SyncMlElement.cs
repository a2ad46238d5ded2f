using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Xml;

namespace Keyway.Contracts.DeviceManagement;

/// <summary>An element of an untrusted XML document: no DTD, no attributes, few elements, shallow, one namespace.</summary>
/// <param name="Text">Of an element without children; else empty.</param>
internal sealed record SyncMlElement(string Name, IReadOnlyList<SyncMlElement> Children, string Text)
{
    private const int Deepest = 8;
    private const int MostElements = 2000;
    private const int LongestText = 4096;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a document; never throws on what a stranger sent.</summary>
    /// <param name="why">What is wrong with it, for a log.</param>
    public static bool TryRead(ReadOnlySpan<byte> document, [NotNullWhen(true)] out SyncMlElement? root, out string why)
    {
        root = null;
        why = "longer than 64 KB";
        if (document.Length > SyncMl.LargestMessage)
            return false;
        try
        {
            // UTF-8 whatever the document declares: two readers must not see two documents.
            using var text = new StringReader(Strict.GetString(document).TrimStart('\uFEFF'));
            using var reader = XmlReader.Create(text, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                MaxCharactersInDocument = SyncMl.LargestMessage,
            });
            var count = 0;
            root = reader.MoveToContent() == XmlNodeType.Element ? ReadElement(reader, 1, ref count, out why) : null;
            if (root is null)
                return false;
            while (reader.Read())
            {
                // The reader itself refuses anything but white space behind the root.
            }

            return true;
        }
        catch (Exception failure) when (failure is XmlException or DecoderFallbackException)
        {
            root = null;
            why = failure is XmlException { LineNumber: var line } ? $"not XML, or with a DTD, at line {line}" : "not UTF-8";
            return false;
        }
    }

    /// <summary>Reads the element that the reader stands at, and leaves it behind its end.</summary>
    private static SyncMlElement? ReadElement(XmlReader reader, int depth, ref int count, out string why)
    {
        var name = reader.LocalName;
        why = $"too deep or too many elements at {name}";
        if (depth > Deepest || ++count > MostElements)
            return null;
        why = $"an attribute at {name}";
        if (HasAttributes(reader))
            return null;
        why = $"the namespace of {name}";
        if (reader.NamespaceURI is not (SyncMl.Namespace or SyncMl.MetaNamespace))
            return null;
        // Meta's children have a namespace of their own, and nothing else has it.
        var isMeta = reader.NamespaceURI == SyncMl.MetaNamespace;
        var children = new List<SyncMlElement>();
        var text = new StringBuilder();
        if (!reader.IsEmptyElement)
        {
            while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    var inMeta = reader.NamespaceURI == SyncMl.MetaNamespace;
                    if (ReadElement(reader, depth + 1, ref count, out why) is not { } child)
                        return null;
                    why = $"the namespace of {child.Name}";
                    if (inMeta != (name == "Meta" && !isMeta))
                        return null;
                    children.Add(child);
                }
                else if (text.Length + reader.Value.Length > LongestText)
                {
                    why = $"too much text in {name}";
                    return null;
                }
                else
                {
                    text.Append(reader.Value);
                }
            }
        }

        why = $"text beside elements in {name}";
        if (children.Count > 0 && !string.IsNullOrWhiteSpace(text.ToString()))
            return null;
        return new SyncMlElement(name, children, children.Count > 0 ? "" : text.ToString());
    }

    /// <summary>Whether there is any but declarations of the default namespace.</summary>
    private static bool HasAttributes(XmlReader reader)
    {
        var any = false;
        while (reader.MoveToNextAttribute())
            any |= reader.Name != "xmlns";
        reader.MoveToElement();
        return any || reader.Prefix.Length > 0;
    }
}
