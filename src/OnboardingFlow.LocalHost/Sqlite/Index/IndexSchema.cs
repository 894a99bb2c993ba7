namespace OnboardingFlow.LocalHost.Sqlite.Index;

/// <summary>Schema of <c>index.db</c>. Times are UTC ticks; steps and outcomes are their names.</summary>
internal static class IndexSchema
{
    /// <summary>How far back from the newest request ids are remembered.</summary>
    public const int RequestsKept = 32;

    /// <summary>Entries of a timeline from this number on are notes: not the run's own, and in no order with them.</summary>
    public const int FirstNote = 1_000_000;

    /// <summary>Step n leads from version n to n+1.</summary>
    public static readonly IReadOnlyList<string> Migrations =
    [
        """
        CREATE TABLE onboarding (
            id TEXT NOT NULL PRIMARY KEY,
            run INTEGER NOT NULL,
            position INTEGER NOT NULL, -- how far in the run's timeline the update was that wrote this row
            organization_id TEXT NOT NULL,
            out_user_id TEXT NOT NULL,
            bank_type TEXT,
            step TEXT NOT NULL,
            step_since INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            waiting_until INTEGER,
            outcome TEXT,
            code TEXT,
            message TEXT,
            ended_at INTEGER,
            contract_id TEXT,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            state TEXT GENERATED ALWAYS AS (coalesce(outcome, step)) VIRTUAL
        ) WITHOUT ROWID;

        -- One for each way a list can be asked for; each ends in the order of the list, so that a page is a seek and nothing is sorted.
        CREATE INDEX onboarding_by_time ON onboarding (created_at, id);
        CREATE INDEX onboarding_by_state ON onboarding (state, created_at, id);
        CREATE INDEX onboarding_by_code ON onboarding (code, created_at, id, state) WHERE code IS NOT NULL;
        CREATE INDEX onboarding_by_organization ON onboarding (organization_id, created_at, id);
        CREATE INDEX onboarding_by_organization_state ON onboarding (organization_id, state, created_at, id);
        CREATE INDEX onboarding_by_organization_code ON onboarding (organization_id, code, created_at, id, state) WHERE code IS NOT NULL;
        CREATE INDEX onboarding_waiting ON onboarding (state, step_since) WHERE outcome IS NULL;

        CREATE TABLE timeline (
            id TEXT NOT NULL,
            run INTEGER NOT NULL,
            number INTEGER NOT NULL,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            attempt INTEGER NOT NULL,
            duration_ms INTEGER,
            result TEXT NOT NULL,
            code TEXT,
            PRIMARY KEY (id, run, number)
        ) WITHOUT ROWID;

        CREATE TABLE seen_request (
            id TEXT NOT NULL,
            number INTEGER NOT NULL,
            hash TEXT NOT NULL,
            PRIMARY KEY (id, number),
            UNIQUE (id, hash)
        ) WITHOUT ROWID;

        -- Counted as rows change, so that asking costs the same with a million onboardings. '' stands for no code and no bank.
        CREATE TABLE tally (
            state TEXT NOT NULL,
            code TEXT NOT NULL,
            bank_type TEXT NOT NULL,
            onboardings INTEGER NOT NULL,
            PRIMARY KEY (state, code, bank_type)
        ) WITHOUT ROWID;

        CREATE TRIGGER onboarding_added AFTER INSERT ON onboarding BEGIN
            INSERT INTO tally VALUES (NEW.state, coalesce(NEW.code, ''), coalesce(NEW.bank_type, ''), 1)
                ON CONFLICT DO UPDATE SET onboardings = onboardings + 1;
        END;
        CREATE TRIGGER onboarding_removed AFTER DELETE ON onboarding BEGIN
            UPDATE tally SET onboardings = onboardings - 1
                WHERE state = OLD.state AND code = coalesce(OLD.code, '') AND bank_type = coalesce(OLD.bank_type, '');
        END;
        CREATE TRIGGER onboarding_moved AFTER UPDATE ON onboarding
            WHEN OLD.state <> NEW.state OR OLD.code IS NOT NEW.code OR OLD.bank_type IS NOT NEW.bank_type BEGIN
            UPDATE tally SET onboardings = onboardings - 1
                WHERE state = OLD.state AND code = coalesce(OLD.code, '') AND bank_type = coalesce(OLD.bank_type, '');
            INSERT INTO tally VALUES (NEW.state, coalesce(NEW.code, ''), coalesce(NEW.bank_type, ''), 1)
                ON CONFLICT DO UPDATE SET onboardings = onboardings + 1;
        END
        """,
        """
        -- The tally also by the step that a run is in, or had come to when it ended; and what began ('') and ended in each hour (of UTC ticks).
        DROP TRIGGER onboarding_added;
        DROP TRIGGER onboarding_removed;
        DROP TRIGGER onboarding_moved;
        DROP TABLE tally;
        CREATE TABLE tally (
            state TEXT NOT NULL,
            code TEXT NOT NULL,
            bank_type TEXT NOT NULL,
            step TEXT NOT NULL,
            onboardings INTEGER NOT NULL,
            PRIMARY KEY (state, code, bank_type, step)
        ) WITHOUT ROWID;
        INSERT INTO tally SELECT state, coalesce(code, ''), coalesce(bank_type, ''), step, count(*) FROM onboarding GROUP BY 1, 2, 3, 4;

        CREATE TABLE hourly (
            hour INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            onboardings INTEGER NOT NULL,
            PRIMARY KEY (hour, outcome)
        ) WITHOUT ROWID;
        INSERT INTO hourly SELECT created_at / 36000000000, '', count(*) FROM onboarding GROUP BY 1;
        INSERT INTO hourly SELECT ended_at / 36000000000, outcome, count(*) FROM onboarding WHERE outcome IS NOT NULL GROUP BY 1, 2;

        CREATE TRIGGER onboarding_added AFTER INSERT ON onboarding BEGIN
            INSERT INTO tally VALUES (NEW.state, coalesce(NEW.code, ''), coalesce(NEW.bank_type, ''), NEW.step, 1)
                ON CONFLICT DO UPDATE SET onboardings = onboardings + 1;
            INSERT INTO hourly VALUES (NEW.created_at / 36000000000, '', 1) ON CONFLICT DO UPDATE SET onboardings = onboardings + 1;
            INSERT INTO hourly SELECT NEW.ended_at / 36000000000, NEW.outcome, 1 WHERE NEW.outcome IS NOT NULL
                ON CONFLICT DO UPDATE SET onboardings = onboardings + 1;
            DELETE FROM hourly WHERE hour < NEW.created_at / 36000000000 - 744; -- 31 days are kept
        END;
        CREATE TRIGGER onboarding_removed AFTER DELETE ON onboarding BEGIN
            UPDATE tally SET onboardings = onboardings - 1
                WHERE state = OLD.state AND code = coalesce(OLD.code, '') AND bank_type = coalesce(OLD.bank_type, '') AND step = OLD.step;
        END;
        CREATE TRIGGER onboarding_moved AFTER UPDATE ON onboarding
            WHEN OLD.state <> NEW.state OR OLD.step <> NEW.step OR OLD.code IS NOT NEW.code OR OLD.bank_type IS NOT NEW.bank_type BEGIN
            UPDATE tally SET onboardings = onboardings - 1
                WHERE state = OLD.state AND code = coalesce(OLD.code, '') AND bank_type = coalesce(OLD.bank_type, '') AND step = OLD.step;
            INSERT INTO tally VALUES (NEW.state, coalesce(NEW.code, ''), coalesce(NEW.bank_type, ''), NEW.step, 1)
                ON CONFLICT DO UPDATE SET onboardings = onboardings + 1;
        END;
        CREATE TRIGGER onboarding_restarted AFTER UPDATE OF run ON onboarding WHEN OLD.run <> NEW.run BEGIN
            INSERT INTO hourly VALUES (NEW.created_at / 36000000000, '', 1) ON CONFLICT DO UPDATE SET onboardings = onboardings + 1;
        END;
        CREATE TRIGGER onboarding_ended AFTER UPDATE OF outcome ON onboarding WHEN NEW.outcome IS NOT NULL AND (OLD.outcome IS NULL OR OLD.run <> NEW.run) BEGIN
            INSERT INTO hourly VALUES (NEW.ended_at / 36000000000, NEW.outcome, 1) ON CONFLICT DO UPDATE SET onboardings = onboardings + 1;
        END
        """,
        """
        -- Whoever is in NeedsAttention is counted by the step that they came from.
        DROP TRIGGER onboarding_added;
        DROP TRIGGER onboarding_removed;
        DROP TRIGGER onboarding_moved;
        ALTER TABLE onboarding ADD COLUMN parked_from TEXT;
        UPDATE onboarding SET parked_from = (
            SELECT name FROM timeline
            WHERE timeline.id = onboarding.id AND timeline.run = onboarding.run AND kind = 'step' AND name <> 'NeedsAttention' ORDER BY number DESC LIMIT 1)
            WHERE step = 'NeedsAttention';
        DELETE FROM tally;
        INSERT INTO tally
            SELECT state, coalesce(code, ''), coalesce(bank_type, ''), coalesce(parked_from, step), count(*) FROM onboarding GROUP BY 1, 2, 3, 4;

        CREATE TRIGGER onboarding_added AFTER INSERT ON onboarding BEGIN
            INSERT INTO tally VALUES (NEW.state, coalesce(NEW.code, ''), coalesce(NEW.bank_type, ''), coalesce(NEW.parked_from, NEW.step), 1)
                ON CONFLICT DO UPDATE SET onboardings = onboardings + 1;
            INSERT INTO hourly VALUES (NEW.created_at / 36000000000, '', 1) ON CONFLICT DO UPDATE SET onboardings = onboardings + 1;
            INSERT INTO hourly SELECT NEW.ended_at / 36000000000, NEW.outcome, 1 WHERE NEW.outcome IS NOT NULL
                ON CONFLICT DO UPDATE SET onboardings = onboardings + 1;
            DELETE FROM hourly WHERE hour < NEW.created_at / 36000000000 - 744; -- 31 days are kept
        END;
        CREATE TRIGGER onboarding_removed AFTER DELETE ON onboarding BEGIN
            UPDATE tally SET onboardings = onboardings - 1
                WHERE state = OLD.state AND code = coalesce(OLD.code, '') AND bank_type = coalesce(OLD.bank_type, '')
                    AND step = coalesce(OLD.parked_from, OLD.step);
        END;
        CREATE TRIGGER onboarding_moved AFTER UPDATE ON onboarding
            WHEN OLD.state <> NEW.state OR coalesce(OLD.parked_from, OLD.step) <> coalesce(NEW.parked_from, NEW.step)
                OR OLD.code IS NOT NEW.code OR OLD.bank_type IS NOT NEW.bank_type BEGIN
            UPDATE tally SET onboardings = onboardings - 1
                WHERE state = OLD.state AND code = coalesce(OLD.code, '') AND bank_type = coalesce(OLD.bank_type, '')
                    AND step = coalesce(OLD.parked_from, OLD.step);
            INSERT INTO tally VALUES (NEW.state, coalesce(NEW.code, ''), coalesce(NEW.bank_type, ''), coalesce(NEW.parked_from, NEW.step), 1)
                ON CONFLICT DO UPDATE SET onboardings = onboardings + 1;
        END
        """,
    ];
}
