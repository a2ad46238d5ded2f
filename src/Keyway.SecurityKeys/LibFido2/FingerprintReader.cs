namespace Keyway.SecurityKeys.LibFido2;

/// <summary>Reads what a key says of its sensor and of the fingers it knows. Everything is copied before libfido2's own is freed.</summary>
internal static class FingerprintReader
{
    // FIDO Registry and CTAP 2.1, 6.7.3: fingerprintKind.
    private const byte Swiped = 2;

    public static FidoStatus ReadSensor(FidoDeviceHandle device, out FingerprintSensor? sensor)
    {
        sensor = null;
        nint info = Fido.NewSensor();
        if (info == 0) return FidoStatus.Internal;
        try
        {
            FidoStatus status = Fido.GetSensor(device, info);
            if (status == FidoStatus.Ok && Fido.SensorSamples(info) is var samples and > 0) sensor = new FingerprintSensor(Fido.SensorType(info) == Swiped, samples);
            return status;
        }
        finally
        {
            Fido.FreeSensor(ref info);
        }
    }

    public static FidoStatus ReadTemplates(FidoDeviceHandle device, PinText pin, out FingerprintOnKey[] fingerprints)
    {
        fingerprints = [];
        nint templates = Fido.NewTemplates();
        if (templates == 0) return FidoStatus.Internal;
        try
        {
            FidoStatus status = Fido.GetTemplates(device, templates, pin.Pointer);

            // CTAP 2.1, 6.7.6: what a key says that knows no finger.
            if (status == FidoStatus.InvalidOption) return FidoStatus.Ok;
            if (status != FidoStatus.Ok) return status;
            List<FingerprintOnKey> read = [];
            for (nuint index = 0; index < Fido.TemplateCount(templates); index++) read.Add(Describe(Fido.ListedTemplate(templates, index)));
            fingerprints = [.. read];
            return FidoStatus.Ok;
        }
        finally
        {
            Fido.FreeTemplates(ref templates);
        }
    }

    private static FingerprintOnKey Describe(nint template) => new(
        NativeCopy.Bytes(Fido.TemplateId(template), Fido.TemplateIdLength(template)),
        NativeCopy.Text(Fido.TemplateName(template)));
}
