namespace Keyway.Kerberos.Cryptography;

/// <summary>The RC4 stream cipher, which the platform no longer offers (described in RFC 6229). Only for domains that still need it.</summary>
public static class Rc4
{
    /// <summary>Encrypts or decrypts; input and output may be the same memory.</summary>
    public static void Transform(ReadOnlySpan<byte> key, ReadOnlySpan<byte> input, Span<byte> output)
    {
        Span<byte> state = stackalloc byte[256];
        for (var i = 0; i < state.Length; i++)
            state[i] = (byte)i;
        for (int i = 0, j = 0; i < state.Length; i++)
        {
            j = (j + state[i] + key[i % key.Length]) & 0xFF;
            (state[i], state[j]) = (state[j], state[i]);
        }

        for (int n = 0, i = 0, j = 0; n < input.Length; n++)
        {
            i = (i + 1) & 0xFF;
            j = (j + state[i]) & 0xFF;
            (state[i], state[j]) = (state[j], state[i]);
            output[n] = (byte)(input[n] ^ state[(state[i] + state[j]) & 0xFF]);
        }

        state.Clear();
    }
}
