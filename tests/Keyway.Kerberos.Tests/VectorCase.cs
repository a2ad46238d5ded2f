using System.Text.Json;

namespace Keyway.Kerberos.Tests;

/// <summary>Members of a vector's case by their form.</summary>
internal static class VectorCase
{
    public static byte[] Bytes(this JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static int Number(this JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
