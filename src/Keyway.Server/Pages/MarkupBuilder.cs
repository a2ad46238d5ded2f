using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Keyway.Server.Pages;

/// <summary>Puts interpolated HTML together. There is no overload for an object, so that only what is known to be encoded or harmless compiles. Attributes are written in quotes.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupBuilder(int literalLength, int formattedCount)
{
    private const int UsualValueLength = 24;

    private readonly StringBuilder _html = new(literalLength + (formattedCount * UsualValueLength));

    public void AppendLiteral(string html) => _html.Append(html);

    public void AppendFormatted(string? text) => _html.Append(HtmlEncoder.Default.Encode(text ?? ""));

    public void AppendFormatted(int number) => _html.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(Markup markup) => _html.Append(markup.ToString());

    public override string ToString() => _html.ToString();
}
