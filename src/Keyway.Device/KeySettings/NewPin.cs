using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Keyway.Device.Gestures;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.KeySettings;

/// <summary>The PIN that a key shall have: from a file, or typed twice, because what was mistyped unseen would lock its holder out.</summary>
internal static class NewPin
{
    public static Result<Secret> Read(string? file, int leastLength, IConversation conversation)
    {
        if (file is not null)
            return SecretFile.Read(file);
        if (!conversation.AskSecret($"New PIN, at least {leastLength} characters").TryGet(out var first, out var refusal))
            return refusal;
        if (!conversation.AskSecret("New PIN again").TryGet(out var second, out refusal))
        {
            first.Dispose();
            return refusal;
        }

        using (second)
        {
            if (CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(first.Value), MemoryMarshal.AsBytes(second.Value)))
                return first;
            first.Dispose();
            return Catalogue.SecurityKeys.PinsDiffer;
        }
    }
}
