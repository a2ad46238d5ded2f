using System.Formats.Asn1;
using System.Text;

namespace Keyway.ActiveDirectory.Tests;

/// <summary>A search that arrived at a <see cref="FakeDirectory"/> (RFC 4511 4.5.1).</summary>
/// <param name="BaseDn">Where it starts.</param>
/// <param name="Attributes">What it asks for.</param>
/// <param name="Controls">The OIDs that came with it, with their values.</param>
internal sealed record FakeSearch(string BaseDn, IReadOnlyList<string> Attributes, IReadOnlyDictionary<string, byte[]> Controls)
{
    public required FakeFilter Filter { get; init; }

    public static FakeSearch Read(AsnReader operation, AsnReader message)
    {
        var baseDn = Encoding.UTF8.GetString(operation.ReadOctetString());
        for (var skipped = 0; skipped < 5; skipped++)
            operation.ReadEncodedValue();
        var filter = new FakeFilter(operation.ReadEncodedValue());
        var attributes = new List<string>();
        for (var list = operation.ReadSequence(); list.HasData;)
            attributes.Add(Encoding.UTF8.GetString(list.ReadOctetString()));

        var controls = new Dictionary<string, byte[]>();
        for (var list = message.HasData ? message.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)) : null; list is { HasData: true };)
        {
            var control = list.ReadSequence();
            var oid = Encoding.UTF8.GetString(control.ReadOctetString());
            if (control.HasData && control.PeekTag() == Asn1Tag.Boolean)
                control.ReadBoolean();
            controls[oid] = control.HasData ? control.ReadOctetString() : [];
        }

        return new FakeSearch(baseDn, attributes, controls) { Filter = filter };
    }
}
