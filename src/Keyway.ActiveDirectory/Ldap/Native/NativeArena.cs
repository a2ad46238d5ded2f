using System.Runtime.InteropServices;
using System.Text;

namespace Keyway.ActiveDirectory.Ldap.Native;

/// <summary>Memory for the C structures of one request; zeroed when given back, because a value may be a password.</summary>
internal sealed unsafe class NativeArena : IDisposable
{
    private readonly List<(nint Memory, int Size)> _blocks = [];

    public byte* Bytes(ReadOnlySpan<byte> value)
    {
        // One byte more, zero, so that the same memory serves as a C string.
        var memory = (byte*)Allocate(value.Length + 1);
        value.CopyTo(new Span<byte>(memory, value.Length));
        return memory;
    }

    public byte* Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    public BerValue Value(ReadOnlySpan<byte> value) => new() { Length = (nuint)value.Length, Bytes = Bytes(value) };

    /// <summary>A null-terminated array of C strings.</summary>
    public byte** Texts(IReadOnlyList<string> values)
    {
        var array = (byte**)Pointers(values.Count);
        for (var i = 0; i < values.Count; i++)
            array[i] = Text(values[i]);
        return array;
    }

    /// <summary>A null-terminated array of controls, or null when there are none.</summary>
    public NativeControl** Controls(IReadOnlyList<LdapControl> controls)
    {
        if (controls.Count == 0)
            return null;

        var array = (NativeControl**)Pointers(controls.Count);
        for (var i = 0; i < controls.Count; i++)
        {
            array[i] = (NativeControl*)Allocate(sizeof(NativeControl));
            array[i]->Oid = Text(controls[i].Oid);
            array[i]->IsCritical = controls[i].Critical ? (byte)1 : (byte)0;
            if (controls[i].Value is { } value)
                array[i]->Value = Value(value);
        }

        return array;
    }

    /// <summary>A null-terminated array of changes or attributes.</summary>
    public NativeChange** Changes(IReadOnlyList<LdapChange> changes)
    {
        var array = (NativeChange**)Pointers(changes.Count);
        for (var i = 0; i < changes.Count; i++)
        {
            array[i] = (NativeChange*)Allocate(sizeof(NativeChange));
            array[i]->Operation = (int)changes[i].Kind | NativeChange.BinaryValues;
            array[i]->Attribute = Text(changes[i].Attribute);
            array[i]->Values = Values(changes[i].Values);
        }

        return array;
    }

    public void Dispose()
    {
        foreach (var (memory, size) in _blocks)
        {
            new Span<byte>((void*)memory, size).Clear();
            NativeMemory.Free((void*)memory);
        }

        _blocks.Clear();
    }

    private BerValue** Values(IReadOnlyList<byte[]> values)
    {
        if (values.Count == 0)
            return null;

        var array = (BerValue**)Pointers(values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            array[i] = (BerValue*)Allocate(sizeof(BerValue));
            *array[i] = Value(values[i]);
        }

        return array;
    }

    private void** Pointers(int count) => (void**)Allocate((count + 1) * sizeof(void*));

    private void* Allocate(int size)
    {
        var memory = NativeMemory.AllocZeroed((nuint)size);
        _blocks.Add(((nint)memory, size));
        return memory;
    }
}
