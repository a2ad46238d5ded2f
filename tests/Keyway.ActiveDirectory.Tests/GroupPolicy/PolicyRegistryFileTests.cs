using System.Text;
using Keyway.ActiveDirectory.GroupPolicy;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.GroupPolicy;

public sealed class PolicyRegistryFileTests
{
    private const string Key = @"Software\Policies\Microsoft\FIDO";
    private const uint Dword = 4;
    private const uint Text = 1;

    // A ] and a ; inside the data, where a reader that looks for them would end.
    private static readonly byte[] Good = PolicyFileBytes.Of(
        (Key, "EnableFIDODeviceLogon", Dword, PolicyFileBytes.Number(1)), (@"Software\X", "Tricky", 3, [0x5D, 0, 0x3B, 0, 0x5B, 0]), (@"Software\Empty", "", 0, []));

    [Fact]
    public void A_file_is_its_instructions_in_order()
    {
        var entries = PolicyRegistryFile.Parse(Good).Value;
        Assert.Equal(["EnableFIDODeviceLogon", "Tricky", ""], entries.Select(entry => entry.Name));
        Assert.Equal(PolicyFileBytes.Number(1), entries[0].Data.ToArray());
        Assert.Equal(6, entries[1].Data.Length);
        Assert.Empty(PolicyRegistryFile.Parse(PolicyFileBytes.Of()).Value);
    }

    [Fact]
    public void D11_a_file_that_is_cut_anywhere_is_refused()
    {
        var ends = new[] { 8, Find(1), Find(2), Good.Length };
        for (var length = 0; length < Good.Length; length++)
        {
            var result = PolicyRegistryFile.Parse(Good.AsMemory(0, length));
            Assert.Equal(ends.Contains(length), result.Succeeded);
            if (!result.Succeeded)
                Assert.Equal(Catalogue.Policies.RegistryFileMalformed, result.Refusal.Error);
        }

        static int Find(int entries)
        {
            var first = PolicyFileBytes.Of((Key, "EnableFIDODeviceLogon", Dword, PolicyFileBytes.Number(1))).Length;
            return entries == 1 ? first : first + PolicyFileBytes.Of((@"Software\X", "Tricky", 3, new byte[6])).Length - 8;
        }
    }

    [Fact]
    public void D11_no_flipped_byte_makes_it_throw()
    {
        for (var at = 0; at < Good.Length; at++)
        {
            foreach (var flip in new byte[] { 0x01, 0x80, 0xFF })
            {
                var bad = (byte[])Good.Clone();
                bad[at] ^= flip;
                if (!PolicyRegistryFile.Parse(bad).TryGet(out _, out var refusal))
                    Assert.Equal(Catalogue.Policies.RegistryFileMalformed, refusal.Error);
            }
        }
    }

    [Fact]
    public void D11_a_size_that_promises_the_world_is_refused()
    {
        var bad = PolicyFileBytes.Of((Key, "X", Dword, [1, 0, 0, 0]));
        PolicyFileBytes.Number(uint.MaxValue).CopyTo(bad, bad.Length - 12);
        Assert.Equal(Catalogue.Policies.RegistryFileMalformed, PolicyRegistryFile.Parse(bad).Refusal.Error);
        Assert.Equal(Catalogue.Policies.RegistryFileMalformed, PolicyRegistryFile.Parse(PolicyFileBytes.Of((Key, "X", 3, new byte[65_536]))).Refusal.Error);
        Assert.Equal(Catalogue.Policies.RegistryFileTooLarge, PolicyRegistryFile.Parse(new byte[PolicyRegistryFile.MaximumLength + 1]).Refusal.Error);
    }

    [Fact]
    public void D11_a_string_without_end_is_refused() =>
        Assert.False(PolicyRegistryFile.Parse(PolicyFileBytes.Of((new string('k', 2000), "X", Dword, [1, 0, 0, 0]))).Succeeded);

    [Theory]
    [InlineData("EnableFIDODeviceLogon", RegistryChangeKind.Set)]
    [InlineData("enablefidodevicelogon", RegistryChangeKind.Set)]
    [InlineData("**del.EnableFIDODeviceLogon", RegistryChangeKind.Delete)]
    [InlineData("**delvals.", RegistryChangeKind.Delete)]
    [InlineData("**soft.EnableFIDODeviceLogon", RegistryChangeKind.SetWhenAbsent)]
    [InlineData("**del.Other", RegistryChangeKind.None)]
    [InlineData("Other", RegistryChangeKind.None)]
    public void An_instruction_changes_the_value_that_it_names(string name, RegistryChangeKind expected) =>
        Assert.Equal(expected, Change((Key, name, Dword, PolicyFileBytes.Number(1))).Kind);

    [Fact]
    public void Lists_of_values_and_keys_are_taken_away()
    {
        Assert.Equal(RegistryChangeKind.Delete, Change((Key, "**DeleteValues", Text, Utf16("A; EnableFIDODeviceLogon\0"))).Kind);
        Assert.Equal(RegistryChangeKind.Delete, Change((@"Software\Policies", "**DeleteKeys", Text, Utf16("Other;Microsoft\0"))).Kind);
        Assert.Equal(RegistryChangeKind.None, Change((@"Software\Policies", "**DeleteKeys", Text, Utf16("Micro\0"))).Kind);
    }

    [Fact]
    public void The_last_instruction_of_a_file_counts()
    {
        (string, string, uint, byte[]) one = (Key, "EnableFIDODeviceLogon", Dword, PolicyFileBytes.Number(1)), gone = (Key, "**delvals.", Text, Utf16(" \0")), soft = (Key, "**soft.EnableFIDODeviceLogon", Dword, PolicyFileBytes.Number(0));
        Assert.Equal(RegistryChangeKind.Delete, Change(one, gone).Kind);
        Assert.Equal(RegistryChangeKind.Set, Change(gone, one).Kind);
        Assert.Equal(PolicyFileBytes.Number(1), Change(one, soft).Data.ToArray());
        Assert.Equal(RegistryChangeKind.Set, Change(gone, soft).Kind);
    }

    private static RegistryChange Change(params (string, string, uint, byte[])[] entries) =>
        RegistryChange.Of(PolicyRegistryFile.Parse(PolicyFileBytes.Of(entries)).Value, Key, "EnableFIDODeviceLogon");

    private static byte[] Utf16(string text) => Encoding.Unicode.GetBytes(text);
}
