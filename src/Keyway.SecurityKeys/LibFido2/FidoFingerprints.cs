using System.Runtime.InteropServices;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>The functions of libfido2 that enrol, list, name and remove fingerprints. A PIN is UTF-8 with a zero byte; none of these takes a finger for it.</summary>
internal static partial class Fido
{
    [LibraryImport(Library, EntryPoint = "fido_dev_get_uv_retry_count")]
    public static partial FidoStatus GetUvRetries(FidoDeviceHandle device, out int retries);

    [LibraryImport(Library, EntryPoint = "fido_bio_info_new")]
    public static partial nint NewSensor();

    [LibraryImport(Library, EntryPoint = "fido_bio_info_free")]
    public static partial void FreeSensor(ref nint sensor);

    [LibraryImport(Library, EntryPoint = "fido_bio_dev_get_info")]
    public static partial FidoStatus GetSensor(FidoDeviceHandle device, nint sensor);

    [LibraryImport(Library, EntryPoint = "fido_bio_info_type")]
    public static partial byte SensorType(nint sensor);

    [LibraryImport(Library, EntryPoint = "fido_bio_info_max_samples")]
    public static partial byte SensorSamples(nint sensor);

    [LibraryImport(Library, EntryPoint = "fido_bio_template_new")]
    public static partial nint NewTemplate();

    [LibraryImport(Library, EntryPoint = "fido_bio_template_free")]
    public static partial void FreeTemplate(ref nint template);

    [LibraryImport(Library, EntryPoint = "fido_bio_template_set_id")]
    public static partial FidoStatus SetTemplateId(nint template, ReadOnlySpan<byte> id, nuint length);

    [LibraryImport(Library, EntryPoint = "fido_bio_template_set_name", StringMarshalling = StringMarshalling.Utf8)]
    public static partial FidoStatus SetTemplateName(nint template, string name);

    [LibraryImport(Library, EntryPoint = "fido_bio_template_id_ptr")]
    public static partial nint TemplateId(nint template);

    [LibraryImport(Library, EntryPoint = "fido_bio_template_id_len")]
    public static partial nuint TemplateIdLength(nint template);

    [LibraryImport(Library, EntryPoint = "fido_bio_template_name")]
    public static partial nint TemplateName(nint template);

    [LibraryImport(Library, EntryPoint = "fido_bio_template_array_new")]
    public static partial nint NewTemplates();

    [LibraryImport(Library, EntryPoint = "fido_bio_template_array_free")]
    public static partial void FreeTemplates(ref nint templates);

    [LibraryImport(Library, EntryPoint = "fido_bio_dev_get_template_array")]
    public static partial FidoStatus GetTemplates(FidoDeviceHandle device, nint templates, nint pin);

    [LibraryImport(Library, EntryPoint = "fido_bio_template_array_count")]
    public static partial nuint TemplateCount(nint templates);

    /// <summary>A <c>fido_bio_template_t</c> that belongs to the list.</summary>
    [LibraryImport(Library, EntryPoint = "fido_bio_template")]
    public static partial nint ListedTemplate(nint templates, nuint index);

    [LibraryImport(Library, EntryPoint = "fido_bio_dev_set_template_name")]
    public static partial FidoStatus StoreTemplateName(FidoDeviceHandle device, nint template, nint pin);

    [LibraryImport(Library, EntryPoint = "fido_bio_dev_enroll_remove")]
    public static partial FidoStatus RemoveTemplate(FidoDeviceHandle device, nint template, nint pin);

    [LibraryImport(Library, EntryPoint = "fido_bio_enroll_new")]
    public static partial nint NewEnrolment();

    /// <summary>Frees it, and zeroes the token that it holds.</summary>
    [LibraryImport(Library, EntryPoint = "fido_bio_enroll_free")]
    public static partial void FreeEnrolment(ref nint enrolment);

    [LibraryImport(Library, EntryPoint = "fido_bio_dev_enroll_begin")]
    public static partial FidoStatus BeginEnrolment(FidoDeviceHandle device, nint template, nint enrolment, uint milliseconds, nint pin);

    [LibraryImport(Library, EntryPoint = "fido_bio_dev_enroll_continue")]
    public static partial FidoStatus ContinueEnrolment(FidoDeviceHandle device, nint template, nint enrolment, uint milliseconds);

    [LibraryImport(Library, EntryPoint = "fido_bio_dev_enroll_cancel")]
    public static partial FidoStatus CancelEnrolment(FidoDeviceHandle device);

    [LibraryImport(Library, EntryPoint = "fido_bio_enroll_remaining_samples")]
    public static partial byte RemainingSamples(nint enrolment);

    [LibraryImport(Library, EntryPoint = "fido_bio_enroll_last_status")]
    public static partial byte LastSample(nint enrolment);

    /// <summary>Takes pointers, not strings: the code that is generated for an array of strings converts what lay on the stack before, which overflows now and then under checked arithmetic.</summary>
    [LibraryImport(Library, EntryPoint = "fido_dev_set_pin_minlen_rpid")]
    public static partial FidoStatus SetPinLengthReaders(FidoDeviceHandle device, nint[] relyingPartyIds, nuint count, nint pin);
}
