using System.Text.Json;

namespace Keyway.Kerberos.Tests;

/// <summary>Members of a vector's case by their form.</summary>
internal static class VectorCase
{
    public static byte[] Bytes(this JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static int Number(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static uint Unsigned(this JsonElement element, string name) => element.GetProperty(name).GetUInt32();

    public static DateTimeOffset Time(this JsonElement element, string name) => element.GetProperty(name).GetDateTimeOffset();

    public static string? OptionalText(this JsonElement element, string name) => element.GetProperty(name).GetString();

    public static byte[]? OptionalBytes(this JsonElement element, string name) => element.OptionalText(name) is { } text ? Convert.FromHexString(text) : null;

    public static KerberosKey Aes256(this JsonElement element, string name) => new(EncryptionType.Aes256CtsHmacSha1, element.Bytes(name));
}
