using System.Collections.Concurrent;
using OnboardingFlow.Emulators.Crypto;
using OnboardingFlow.Emulators.Storage;

namespace OnboardingFlow.Emulators.WeChatPay.Persons;

/// <summary>Persons, organizations and contracts, kept over restarts. One person changes under a lock of their own.</summary>
internal sealed class PersonStore
{
    internal const int MaxPersons = 1_000_000;
    internal const int MaxOrganizations = 10_000;

    private const string PersonKind = "person";
    private const string ContractKind = "contract";
    private const string OrganizationKind = "organization";

    private readonly ConcurrentDictionary<(string OrganizationId, string OutUserId), Slot> _persons = new();
    private readonly ConcurrentDictionary<string, Slot> _byUserId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Contract> _contracts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _organizations = new(StringComparer.Ordinal);
    private readonly StateJournal _journal;

    internal PersonStore(StateJournal journal)
    {
        _journal = journal;
        foreach (var (id, name) in journal.Loaded(OrganizationKind, StateJson.Default.String))
        {
            _organizations[id] = name;
        }

        foreach (var (id, contract) in journal.Loaded(ContractKind, StateJson.Default.Contract))
        {
            _contracts[id] = contract;
        }

        foreach (var (_, person) in journal.Loaded(PersonKind, StateJson.Default.Person))
        {
            var slot = new Slot { Person = person };
            _persons[(person.OrganizationId, person.OutUserId)] = slot;
            _byUserId[person.UserId] = slot;
        }
    }

    internal bool HasOrganizations => !_organizations.IsEmpty;

    internal IEnumerable<Person> Persons => _persons.Values.Select(s => s.Person);

    internal string? OrganizationName(string organizationId) => _organizations.GetValueOrDefault(organizationId);

    internal string? OrganizationIdOf(string name) => _organizations.FirstOrDefault(o => o.Value == name).Key;

    /// <returns>False when there are <see cref="MaxOrganizations"/>.</returns>
    internal bool PutOrganization(string organizationId, string name)
    {
        if (_organizations.Count >= MaxOrganizations && !_organizations.ContainsKey(organizationId))
        {
            return false;
        }

        _organizations[organizationId] = name;
        _journal.Put(OrganizationKind, organizationId, name, StateJson.Default.String);
        return true;
    }

    internal Contract? FindContract(string contractId) => _contracts.GetValueOrDefault(contractId);

    internal Person? Find(string organizationId, string outUserId) =>
        _persons.TryGetValue((organizationId, outUserId), out var slot) ? slot.Person : null;

    internal Person? FindByUserId(string userId) => _byUserId.TryGetValue(userId, out var slot) ? slot.Person : null;

    /// <summary>Makes the person known if they aren't, and changes them.</summary>
    /// <exception cref="InvalidOperationException">There are <see cref="MaxPersons"/>.</exception>
    internal Person Upsert(string organizationId, string outUserId, Func<Person, Person> change)
    {
        var slot = _persons.GetOrAdd((organizationId, outUserId), Add);
        lock (slot)
        {
            return Swap(slot, change(slot.Person));
        }
    }

    /// <summary>Changes a known person together with a contract of theirs; the change may refuse by throwing.</summary>
    /// <returns>Null when unknown.</returns>
    internal Person? Change(string organizationId, string outUserId, Func<Person, (Person Person, Contract? Contract)> change)
    {
        if (!_persons.TryGetValue((organizationId, outUserId), out var slot))
        {
            return null;
        }

        lock (slot)
        {
            var (person, contract) = change(slot.Person);
            if (contract is not null)
            {
                _contracts[contract.ContractId] = contract;
                _journal.Put(ContractKind, contract.ContractId, contract, StateJson.Default.Contract);
            }

            return Swap(slot, person);
        }
    }

    private Slot Add((string OrganizationId, string OutUserId) key)
    {
        if (_persons.Count >= MaxPersons)
        {
            throw new InvalidOperationException($"more than {MaxPersons} persons: start the emulator with a fresh data folder");
        }

        var person = new Person { OrganizationId = key.OrganizationId, OutUserId = key.OutUserId, UserId = "FU" + RandomText.Hex(15), OpenId = "o" + RandomText.Letters(27) };
        return new Slot { Person = person };
    }

    private Person Swap(Slot slot, Person person)
    {
        slot.Person = person;
        _byUserId.TryAdd(person.UserId, slot);
        _journal.Put(PersonKind, person.UserId, person, StateJson.Default.Person);
        return person;
    }

    private sealed class Slot
    {
        internal required Person Person { get; set; }
    }
}
