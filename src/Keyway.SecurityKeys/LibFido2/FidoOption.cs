namespace Keyway.SecurityKeys.LibFido2;

/// <summary>libfido2's <c>fido_opt_t</c>.</summary>
internal enum FidoOption
{
    Omit = 0,
    False = 1,
    True = 2,
}
