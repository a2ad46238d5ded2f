namespace Keyway.SecurityKeys.LibFido2;

/// <summary>A <c>fido_bio_template_t</c> of ours: which finger is meant, and what it shall be called.</summary>
internal sealed class FingerprintTemplate : IDisposable
{
    private nint _template = Fido.NewTemplate();

    public nint Handle => _template;

    /// <summary>The id that the key gave; empty before it gave one.</summary>
    public byte[] Id => NativeCopy.Bytes(Fido.TemplateId(_template), Fido.TemplateIdLength(_template));

    /// <summary>Names a finger that the key holds.</summary>
    public FidoStatus Name(ReadOnlySpan<byte> id, string? name = null)
    {
        // libfido2 gives none when there is no memory, and does not look whether it got one.
        if (_template == 0) return FidoStatus.Internal;
        FidoStatus status = Fido.SetTemplateId(_template, id, (nuint)id.Length);
        return status != FidoStatus.Ok || name is null ? status : Fido.SetTemplateName(_template, name);
    }

    public void Dispose() => Fido.FreeTemplate(ref _template);
}
