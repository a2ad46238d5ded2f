using System.Globalization;
using System.Text;
using Keyway.Errors;

namespace Keyway.Tpm.Commands;

/// <summary>Asks a TPM what it is (TPM2_GetCapability, TPM 2.0 Part 2, 6.13).</summary>
internal static class FixedProperties
{
    private const uint CapabilityProperties = 6;
    private const uint FamilyIndicator = 0x100;
    private const uint Manufacturer = 0x105;
    private const uint VendorString1 = 0x106;
    private const uint FirmwareVersion1 = 0x10B;
    private const uint FirmwareVersion2 = 0x10C;
    private const uint MostProperties = 16;

    public static Result<TpmDescription> Read(TpmConnection connection)
    {
        var command = new TpmCommand(CommandCode.GetCapability, [], new TpmWriter().UInt32(CapabilityProperties).UInt32(FamilyIndicator).UInt32(MostProperties).ToArray());
        if (!connection.Send(command).TryGet(out var answer, out var refusal))
            return refusal;
        var reader = new TpmReader(answer.Parameters);
        reader.Byte();
        var capability = reader.UInt32();
        var count = reader.UInt32();
        if (capability != CapabilityProperties || count > MostProperties)
            return new Refusal(Catalogue.Tpm.AnswerMalformed, "properties");
        var properties = new Dictionary<uint, uint>();
        for (var i = 0; i < count; i++)
            properties[reader.UInt32()] = reader.UInt32();
        if (!reader.Finished)
            return new Refusal(Catalogue.Tpm.AnswerMalformed, "properties");

        var family = Text(properties, FamilyIndicator, 1);
        if (family != "2.0")
            return new Refusal(Catalogue.Tpm.NotTpm2, family);
        var (high, low) = (properties.GetValueOrDefault(FirmwareVersion1), properties.GetValueOrDefault(FirmwareVersion2));
        var firmware = string.Create(CultureInfo.InvariantCulture, $"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}");
        return new TpmDescription(Text(properties, Manufacturer, 1), Text(properties, VendorString1, 4), firmware, family);
    }

    /// <summary>Four letters a property; what is not printable ASCII is left out.</summary>
    private static string Text(Dictionary<uint, uint> properties, uint first, uint count)
    {
        var text = new StringBuilder();
        for (var property = first; property < first + count; property++)
        {
            var value = properties.GetValueOrDefault(property);
            for (var shift = 24; shift >= 0; shift -= 8)
            {
                var letter = (char)((value >> shift) & 0xFF);
                if (letter is >= ' ' and <= '~')
                    text.Append(letter);
            }
        }

        return text.ToString().Trim();
    }
}
