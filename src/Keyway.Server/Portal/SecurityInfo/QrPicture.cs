using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace Keyway.Server.Portal.SecurityInfo;

/// <summary>A QR code (ISO/IEC 18004) as a drawing inside the page: one path, so that it needs neither an image nor a style that the page's policy forbids.</summary>
internal static class QrPicture
{
    /// <param name="label">What it shows, for who does not see it.</param>
    public static IHtmlContent Of(string text, string label)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count;)
            {
                var start = x;
                while (x < rows[y].Count && rows[y][x])
                    x++;
                if (x > start)
                    path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1H{start}z");
                else
                    x++;
            }
        }

        return new HtmlContentBuilder()
            .AppendHtml($"""<svg class="qr" viewBox="0 0 {rows.Count} {rows.Count}" role="img" aria-label=""" + "\"").Append(label).AppendHtml("\" shape-rendering=\"crispEdges\"><path d=\"")
            .AppendHtml(path.ToString()).AppendHtml("\"/></svg>");
    }
}
