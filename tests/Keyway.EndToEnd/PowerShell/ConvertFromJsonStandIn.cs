using System.Management.Automation;
using System.Text.Json;

namespace Keyway.EndToEnd.PowerShell;

/// <summary>
/// Stands in for the one command of Microsoft.PowerShell.Utility that the module calls: that assembly comes with a complete PowerShell only. Gives what
/// PowerShell 7 gives: objects, arrays, 64-bit whole numbers, and times of ISO 8601 text.
/// </summary>
[Cmdlet(VerbsData.ConvertFrom, "Json")]
internal sealed class ConvertFromJsonStandIn : Cmdlet
{
    [Parameter(Mandatory = true)]
    [AllowEmptyString]
    public string InputObject { get; set; } = "";

    protected override void ProcessRecord()
    {
        using var document = JsonDocument.Parse(InputObject);
        WriteObject(Convert(document.RootElement));
    }

    private static object? Convert(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var made = new PSObject();
                foreach (var member in element.EnumerateObject())
                    made.Properties.Add(new PSNoteProperty(member.Name, Convert(member.Value)));
                return made;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(Convert).ToArray();
            case JsonValueKind.String when element.TryGetDateTime(out var time):
                return time;
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Number:
                return element.GetInt64();
            default:
                return element.ValueKind == JsonValueKind.Null ? null : element.GetBoolean();
        }
    }
}
