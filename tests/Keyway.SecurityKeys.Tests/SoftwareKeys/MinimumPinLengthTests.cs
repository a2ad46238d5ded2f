using System.Formats.Cbor;
using Keyway.Errors;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests.SoftwareKeys;

/// <summary>Who may learn how long the PIN is at least (CTAP 2.1, 6.11.4 and 12.4).</summary>
public sealed class MinimumPinLengthTests
{
    [Fact]
    public void W15_only_a_listed_site_is_told_the_least_length_of_the_pin()
    {
        using var raw = new RawKey();
        raw.Host.SetPin(RawKey.Pin, 2);
        Assert.Null(LengthTold(raw, KeyBench.Site));
        using (SecurityKeyDevice device = SecurityKeyDevice.Open(raw.Key).Value)
        {
            Assert.True(device.SetPinLengthReaders([KeyBench.Site, "other.example"], RawKey.Pin).Succeeded);
            Assert.True(device.SetPinPolicy(5, false, RawKey.Pin).Value.PinChangeRequired);
            Assert.True(device.ChangePin(RawKey.Pin, "47110").Succeeded);
        }

        Assert.Equal(5, LengthTold(raw, KeyBench.Site, "47110"));
        Assert.Equal(5, LengthTold(raw, "other.example", "47110"));
        Assert.Null(LengthTold(raw, "contoso.example", "47110"));
        Assert.Null(LengthTold(raw, KeyBench.Site, "47110", asked: false));
        using (SecurityKeyDevice device = SecurityKeyDevice.Open(raw.Key).Value)
        {
            // The newer list replaces the older.
            Assert.True(device.SetPinLengthReaders(["other.example"], "47110").Succeeded);
            Refused.With(Catalogue.SecurityKeys.KeyStoreFull, device.SetPinLengthReaders([.. Enumerable.Range(1, 9).Select(number => $"{number}.example")], "47110"));
            Refused.With(Catalogue.SecurityKeys.PinRequired, device.SetPinLengthReaders([], ""));
        }

        Assert.Null(LengthTold(raw, KeyBench.Site, "47110"));
        Assert.Equal(5, LengthTold(raw, "other.example", "47110"));
    }

    private static int? LengthTold(RawKey raw, string site, string pin = RawKey.Pin, bool asked = true)
    {
        // A host of its own each time: libfido2 had the key meanwhile.
        var host = new CtapHost(raw.Key.Port);
        byte[] token = host.GetToken(pin, 2, 1, site).Token;
        (CtapStatus status, byte[] body) = host.Command(0x01, RawKey.Registration(site: site, more: writer =>
        {
            if (asked) writer.Entry(6, ("minPinLength", true));
            RawKey.Proof(8, token, 2)(writer);
        }));
        Assert.Equal(CtapStatus.Ok, status);
        var reader = new CborReader(body, CborConformanceMode.Ctap2Canonical);
        reader.ReadStartMap();
        reader.ReadInt32();
        reader.ReadTextString();
        reader.ReadInt32();
        byte[] data = reader.ReadByteString();
        if ((data[32] & 0x80) == 0) return null;
        int at = data.AsSpan().IndexOf("minPinLength"u8);
        return at < 0 ? null : data[at + "minPinLength".Length];
    }
}
